package io.orderstream.bench.accounting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The disk that holds a directory. What single processes are told to have written, {@code
 * /proc/<pid>/io}, counts whole folios of the page cache for each byte, and so says little of many
 * small commits.
 */
public record Disk(Path directory) {

  private static final int SECTORS_WRITTEN = 6;
  private static final int SECTOR_BYTES = 512;

  /** What was written to it since the machine was started, in bytes; 0 where nothing tells. */
  public long written() {
    try {
      long device = ((Number) Files.getAttribute(directory, "unix:dev")).longValue();
      long major = (device >> 8) & 0xfff;
      long minor = (device & 0xff) | ((device >> 12) & 0xfff00);
      Path stat = Path.of("/sys/dev/block/%d:%d/stat".formatted(major, minor));
      return Files.exists(stat) ? bytes(Files.readString(stat)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long bytes(String stat) {
    return SECTOR_BYTES * Long.parseLong(stat.strip().split("\\s+", -1)[SECTORS_WRITTEN]);
  }
}
