package io.orderstream.messaging.deadletters;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A query with those of its conditions for which there is a value. */
final class Conditions {

  private final StringBuilder sql;
  private final List<Object> parameters = new ArrayList<>();

  Conditions(String select) {
    this.sql = new StringBuilder(select).append("where true");
  }

  Conditions and(String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      parameters.add(value);
    }
    return this;
  }

  /** Of constants only: it becomes part of the statement. */
  Conditions and(String condition) {
    sql.append(" and ").append(condition);
    return this;
  }

  <T> List<T> query(JdbcClient jdbc, String end, RowMapper<T> rows) {
    return jdbc.sql(sql.append(' ').append(end).toString()).params(parameters).query(rows).list();
  }
}
