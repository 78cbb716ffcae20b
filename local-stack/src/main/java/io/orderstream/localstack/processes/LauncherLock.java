package io.orderstream.localstack.processes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Keeps two launchers from changing one stack at the same time. */
public final class LauncherLock implements AutoCloseable {

  private final FileChannel channel;

  private LauncherLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, without waiting.
   *
   * @throws StackFailure when another launcher has it
   */
  public static LauncherLock of(StackHome home) {
    home.create();
    try {
      var channel =
          FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new StackFailure(
            "Another ./stack is at work on %s.".formatted(home.directory()),
            "Wait until it has ended.");
      }
      return new LauncherLock(channel);
    } catch (IOException e) {
      throw StackFailure.unusable(home.lockFile(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The lock ends with this process at the latest.
    }
  }
}
