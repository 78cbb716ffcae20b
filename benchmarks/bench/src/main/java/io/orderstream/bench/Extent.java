package io.orderstream.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long is measured: options of several commands. */
final class Extent {

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "Send orders for so long each time; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "ORDERS",
      description =
          "Have so many orders come in first; 20000 before figures are quoted, as a run does by"
              + " default.")
  private @Nullable Long warmUp;

  Duration length() {
    return Duration.ofSeconds(seconds);
  }

  long warmUpOr(long usual) {
    return warmUp == null ? usual : warmUp;
  }
}
