package io.orderstream.localstack.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells, each column as wide as its widest cell. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  public Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  public void print(Terminal terminal) {
    for (var row : rows) {
      var line = new StringBuilder(" ");
      for (var column = 0; column < row.size(); column++) {
        var cell = row.get(column);
        line.append(' ').append(cell).append(" ".repeat(width(column) - shown(cell) + 1));
      }
      terminal.line(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .flatMapToInt(row -> IntStream.of(shown(row.get(column))))
        .max()
        .orElse(0);
  }

  /** Letters on the screen, without colours. */
  private static int shown(String cell) {
    return cell.replaceAll("\033\\[\\d+m", "").length();
  }
}
