package io.orderstream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.bench.accounting.Machine;
import io.orderstream.bench.contender.Contender;
import io.orderstream.bench.contender.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where and how is measured: what somebody needs to know who wants to do it again. */
final class Setting {

  private Setting() {}

  /** A line for each thing. */
  static List<String> of(Platform platform, List<Contender> contenders) throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add(Machine.description());
    lines.add(
        "commit %s; Java %s; Kafka %s (client of this tool; the broker is of the same build)"
            .formatted(commit(Stacks.root()), Runtime.version(), AppInfoParser.getVersion()));
    lines.add(
        platform.database()
            + "; Kafka's producers: acks all, idempotent, as the messaging starter sets them");
    byOptions(contenders)
        .forEach(
            (options, processes) -> {
              if (!options.isEmpty()) {
                lines.add("%s: %s".formatted(String.join(", ", processes), options));
              }
            });
    lines.add("the load generator runs on the same processors, and is not counted");
    lines.add("nor is the mail server, for any of them");
    lines.add("while one contender is measured, the processes of the others stand still");
    lines.add(
        "answers are timed from when an order was to be sent; \"decided\" is the time in the order's"
            + " row, which its commit follows; \"seen settled\" is when a query every 10 ms saw it, at"
            + " most 50 orders a second (its cost is in PostgreSQL's)");
    lines.add(
        "\"accepted and settled/s\": settled orders, from the first request until the last of them"
            + " was settled; CPU and bytes are divided by settled orders; \"in all\" includes mails and,"
            + " at the end, a checkpoint");
    return lines;
  }

  /** Processes that were started alike, together. */
  private static Map<String, List<String>> byOptions(List<Contender> contenders) {
    Map<String, List<String>> processes = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      contender
          .options()
          .forEach(
              (process, options) -> {
                List<String> alike =
                    processes.computeIfAbsent(String.join(" ", options), _ -> new ArrayList<>());
                if (!alike.contains(process)) {
                  alike.add(process);
                }
              });
    }
    return processes;
  }

  private static String commit(Path root) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      return said.isEmpty() ? "unknown" : said;
    } catch (IOException _) {
      return "unknown";
    }
  }
}
