package io.orderstream.messaging.retention;

import java.time.Duration;

/**
 * Rows of a table that nobody needs once they have reached an age. Every bean of this type is seen
 * to: its rows are removed a few at a time, by one instance of the service at a time.
 *
 * @param table the table, with its schema unless that is the connection's own
 * @param since the column that says since when a row exists; an index has to lead with it
 * @param condition which rows are meant, in SQL; an index that is partial has it as its own
 * @param kept for how long a row stays
 */
public record ExpiringRows(String table, String since, String condition, Duration kept) {

  /** All rows of a table. */
  public ExpiringRows(String table, String since, Duration kept) {
    this(table, since, "true", kept);
  }
}
