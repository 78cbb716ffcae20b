package io.orderstream.localstack.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** What a program has printed, over all of its runs. */
public final class LogFile {

  private static final long FULL = 20L << 20;
  private static final int READ_AT_MOST = 1 << 20;
  private static final Pattern TROUBLE =
      Pattern.compile("\\b(ERROR|FATAL|PANIC|Caused by:|Exception in thread|Error:|Reason:)");
  private static final String ANALYSIS = "APPLICATION FAILED TO START";
  private static final Pattern HEADING = Pattern.compile("\\*+|\\w+:");
  private static final int LINE = 300;
  private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ )");

  private final Path path;

  public LogFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** Puts a full log aside, as the one earlier log that is kept. */
  void rollWhenFull() {
    try {
      if (size() > FULL) {
        var earlier = path.resolveSibling(path.getFileName() + ".1");
        Files.move(path, earlier, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw StackFailure.unusable(path, e);
    }
  }

  /** Bytes written so far. */
  public long size() {
    try {
      return Files.size(path);
    } catch (IOException _) {
      return 0;
    }
  }

  /** The last lines, oldest first. */
  public List<String> last(int lines) {
    var all = from(0);
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /** The lines after a position that tell best why a program ended. */
  List<String> trouble(long position, int lines) {
    var told = from(position).stream().filter(LogFile::tells).map(LogFile::shortened).toList();
    var analysis = told.indexOf(ANALYSIS) + 1;
    if (analysis > 0) {
      return told.stream()
          .skip(analysis)
          .filter(line -> !HEADING.matcher(line).matches())
          .limit(lines)
          .toList();
    }
    var trouble = told.stream().filter(line -> TROUBLE.matcher(line).find()).toList();
    var chosen = trouble.isEmpty() ? told : trouble;
    return chosen.subList(Math.max(0, chosen.size() - lines), chosen.size());
  }

  private static boolean tells(String line) {
    return !line.isBlank() && !STACK_FRAME.matcher(line).find();
  }

  private static String shortened(String line) {
    return line.length() > LINE ? line.substring(0, LINE) + "…" : line;
  }

  private List<String> from(long position) {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      var start = Math.max(position, file.length() - READ_AT_MOST);
      var bytes = new byte[(int) Math.max(0, file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
