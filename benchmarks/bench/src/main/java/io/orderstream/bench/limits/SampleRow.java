package io.orderstream.bench.limits;

import io.orderstream.bench.settling.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row that a table holds, to be written again under other ids. */
record SampleRow(List<Cell> cells) {

  private static final String ID = "id";

  private record Cell(String column, String type, @Nullable String value) {}

  static SampleRow of(Session session, String table) throws SQLException {
    List<Cell> cells = new ArrayList<>();
    try (Statement statement = session.connection().createStatement();
        ResultSet row = statement.executeQuery("select * from " + table + " limit 1")) {
      if (!row.next()) {
        throw new IllegalStateException("nothing is in " + table);
      }
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        cells.add(
            new Cell(
                row.getMetaData().getColumnName(i),
                row.getMetaData().getColumnTypeName(i),
                row.getString(i)));
      }
    }
    return new SampleRow(cells);
  }

  /** A statement that inserts such a row. */
  String insertInto(String table) {
    return cells.stream()
        .map(cell -> "cast(? as %s)".formatted(cell.type()))
        .collect(
            Collectors.joining(
                ", ",
                cells.stream()
                    .map(Cell::column)
                    .collect(Collectors.joining(", ", "insert into " + table + " (", ") values (")),
                ")"));
  }

  void bind(PreparedStatement insert, UUID id) throws SQLException {
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      insert.setString(i + 1, cell.column().equals(ID) ? id.toString() : cell.value());
    }
  }
}
