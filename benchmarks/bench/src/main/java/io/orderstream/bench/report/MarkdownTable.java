package io.orderstream.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that reads well as plain text, too. The first column is text, the others are figures. */
public final class MarkdownTable {

  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row of as many cells as the header has. */
  public MarkdownTable row(Object... cells) {
    rows.add(Arrays.stream(cells).map(Object::toString).toList());
    return this;
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .map(width -> Math.max(2, width))
            .toArray();
    List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
    lines.add(1, rule(widths));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> {
              String cell = row.get(column);
              String padding = " ".repeat(widths[column] - cell.length());
              return column == 0 ? cell + padding : padding + cell;
            })
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String rule(int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column ->
                column == 0 ? "-".repeat(widths[column]) : "-".repeat(widths[column] - 1) + ":")
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
