package io.orderstream.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.limits.Limit;
import io.orderstream.bench.scenarios.Measured;
import io.orderstream.bench.scenarios.Round;
import io.orderstream.bench.scenarios.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * All measurements of a run.
 *
 * @param setting where and how it was measured, a line for each thing
 * @param audits what did not add up in the end, by contender
 * @param limits what else was measured, for comparison
 */
public record Report(
    List<String> setting,
    List<Round> rounds,
    Map<String, List<String>> audits,
    List<Limit> limits) {

  private static final List<String> PROCESS_HEADER =
      List.of("process", "CPU ms/order until settled", "sending mails", "in all", "memory MB");
  private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/";

  /** Writes {@code report.md} and {@code report.html}. */
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("report.md"), markdown());
    Files.writeString(directory.resolve("report.html"), html());
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("# Benchmark\n\n");
    setting.forEach(line -> text.append("- ").append(line).append('\n'));
    byScenario()
        .forEach(
            (scenario, contenders) ->
                text.append("\n## ")
                    .append(scenario.title())
                    .append("\n\n")
                    .append(table(contenders))
                    .append('\n')
                    .append(processes(contenders)));
    if (!limits.isEmpty()) {
      MarkdownTable table = new MarkdownTable("alone", "per second", "CPU ms each");
      limits.forEach(limit -> table.row(limit.name(), perSecond(limit), cpuMillis(limit)));
      text.append("\n## Limits of this machine\n\n").append(table);
    }
    if (!audits.isEmpty()) {
      text.append("\n## Audit at the end\n\n");
    }
    audits.forEach(
        (contender, found) ->
            text.append("- ")
                .append(contender)
                .append(": ")
                .append(found.isEmpty() ? "everything adds up" : String.join("; ", found))
                .append('\n'));
    return text.toString();
  }

  /** Figures down, contenders across. */
  private static MarkdownTable table(Map<String, List<Measured>> contenders) {
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(contenders.keySet());
    MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
    for (Figure figure : Figure.ALL) {
      List<String> row = new ArrayList<>(List.of(figure.title()));
      contenders.values().forEach(measured -> row.add(figure.text(measured)));
      table.row(row.toArray());
    }
    return table;
  }

  private static MarkdownTable processes(Map<String, List<Measured>> contenders) {
    MarkdownTable table = new MarkdownTable(PROCESS_HEADER.toArray(String[]::new));
    processRows(contenders).forEach(row -> table.row(row.toArray()));
    return table;
  }

  private static List<List<String>> processRows(Map<String, List<Measured>> contenders) {
    List<List<String>> rows = new ArrayList<>();
    contenders.forEach(
        (contender, measured) ->
            measured.getLast().costs().inAll().cpu().keySet().stream()
                .map(MeasuredProcess::name)
                .forEach(
                    process ->
                        rows.add(
                            List.of(
                                contender + ": " + process,
                                Figure.cpuOf(process, Measured.Costs::untilSettled).text(measured),
                                Figure.cpuOf(process, Measured.Costs::sendingMails).text(measured),
                                Figure.cpuOf(process, Measured.Costs::inAll).text(measured),
                                Figure.memoryOf(process).text(measured)))));
    return rows;
  }

  private Map<Scenario, Map<String, List<Measured>>> byScenario() {
    return rounds.stream()
        .collect(
            Collectors.groupingBy(
                Round::scenario,
                LinkedHashMap::new,
                Collectors.groupingBy(
                    Round::contender,
                    LinkedHashMap::new,
                    Collectors.mapping(Round::measured, Collectors.toList()))));
  }

  private String html() {
    return resource("report.html")
        .replace("{{charts}}", resource(CHARTS + "chart.umd.js"))
        .replace("{{data}}", JsonMapper.shared().writeValueAsString(data()));
  }

  private static String perSecond(Limit limit) {
    return "%,.0f".formatted(limit.perSecond());
  }

  private static String cpuMillis(Limit limit) {
    return "%.3f".formatted(limit.cpuMillis());
  }

  private Map<String, Object> data() {
    List<Object> scenarios = new ArrayList<>();
    byScenario()
        .forEach(
            (scenario, contenders) ->
                scenarios.add(
                    Map.of(
                        "name",
                        scenario.name(),
                        "title",
                        scenario.title(),
                        "contenders",
                        contenders.keySet(),
                        "figures",
                        figures(contenders),
                        "processes",
                        processRows(contenders))));
    return Map.of(
        "processHeader",
        PROCESS_HEADER,
        "setting",
        setting,
        "scenarios",
        scenarios,
        "limits",
        limits.stream()
            .map(limit -> List.of(limit.name(), perSecond(limit), cpuMillis(limit)))
            .toList(),
        "audits",
        audits);
  }

  private static List<Object> figures(Map<String, List<Measured>> contenders) {
    List<Object> figures = new ArrayList<>();
    for (Figure figure : Figure.ALL) {
      figures.add(
          Map.of(
              "title",
              figure.title(),
              "values",
              contenders.values().stream().map(figure::median).map(Report::known).toList(),
              "texts",
              contenders.values().stream().map(figure::text).toList()));
    }
    return figures;
  }

  private static @Nullable Double known(double figure) {
    return Double.isNaN(figure) ? null : figure;
  }

  private static String resource(String name) {
    try (InputStream resource = Report.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
