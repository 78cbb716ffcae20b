package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Something that the user can put right: what is wrong in one line, and the way out. */
public final class StackFailure extends RuntimeException {

  private final String wayOut;

  /**
   * A failure in the user's words.
   *
   * @param problem one line that says what is wrong
   * @param wayOut what to do about it
   */
  public StackFailure(String problem, String wayOut) {
    super(problem);
    this.wayOut = wayOut;
  }

  /** What to do about it. */
  public String wayOut() {
    return wayOut;
  }

  /** A file or directory of the stack that cannot be read or written. */
  public static StackFailure unusable(Path path, IOException cause) {
    var failure =
        new StackFailure(
            "Cannot use %s: %s.".formatted(path, reason(cause)),
            "Check its owner and the free space, or set STACK_HOME to another directory.");
    failure.initCause(cause);
    return failure;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException missing -> missing.getFile() + " is missing";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
