package io.orderstream.bench.settling;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.orderstream.bench.load.AcceptedOrders;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** A connection to a database. */
public final class Session implements AutoCloseable {

  private final Connection connection;
  private final String url;
  private final String user;
  private final String password;

  private Session(String url, String user, String password) throws SQLException {
    this.connection = DriverManager.getConnection(url, user, password);
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Connects the administrator of a local stack's server. */
  public static Session of(int port, String database) throws SQLException {
    return of(url(port, database), "postgres", "postgres");
  }

  /** Connects as the service does that a database of a local stack belongs to. */
  public static Session ofOwner(int port, String database) throws SQLException {
    return of(url(port, database), database, database);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  static Session of(String url, String user, String password) throws SQLException {
    return new Session(url, user, password);
  }

  /** Another connection to the same database. */
  Session another() throws SQLException {
    return of(url, user, password);
  }

  public Connection connection() {
    return connection;
  }

  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first value of the first row. */
  public long number(String query, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  public boolean holds(String condition, Object... parameters) throws SQLException {
    return number("select (%s)::int".formatted(condition), parameters) == 1;
  }

  /** What a setting is for this session. */
  public String setting(String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + name)) {
      result.next();
      return result.getString(1);
    }
  }

  CopyManager copy() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  /** Has the orders and the times of their answers in a table of this session, {@code answered}. */
  void bring(AcceptedOrders orders) throws SQLException {
    execute("drop table if exists answered");
    execute("create temp table answered (id uuid, answered_at bigint)");
    CopyIn rows = copy().copyIn("copy answered from stdin");
    for (int i = 0; i < orders.size(); i++) {
      byte[] row = (orders.id(i) + "\t" + orders.answeredAtMicros(i) + "\n").getBytes(US_ASCII);
      rows.writeToCopy(row, 0, row.length);
    }
    rows.endCopy();
    execute("analyze answered");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
