package io.orderstream.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A service's PostgreSQL database, and who may read it. */
public record Database(String url, String user, String password) {

  /** A transaction in which everything is as it was at its first query. */
  Connection snapshot() throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return connection;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
