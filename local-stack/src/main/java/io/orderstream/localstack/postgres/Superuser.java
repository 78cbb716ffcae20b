package io.orderstream.localstack.postgres;

import io.orderstream.localstack.processes.StackFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** The server's administrator. */
record Superuser(String url) {

  static final String NAME = "postgres";
  static final String PASSWORD = "postgres";

  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  boolean answers() {
    try (var session = connect()) {
      return session.connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  Session connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", NAME);
    properties.setProperty("password", PASSWORD);
    properties.setProperty("connectTimeout", "1");
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    return new Session(DriverManager.getConnection(url, properties));
  }

  /** A connection of the administrator. */
  record Session(Connection connection) implements AutoCloseable {

    /** Refuses a server that may forget what it has committed. */
    void requireDurability() throws SQLException {
      for (var setting : DURABLE.entrySet()) {
        var actual = show(setting.getKey());
        if (!actual.equals(setting.getValue())) {
          throw new StackFailure(
              "PostgreSQL runs with %s = %s, so that it may lose orders."
                  .formatted(setting.getKey(), actual),
              "Remove that setting from postgresql.auto.conf in its data directory, then ./stack"
                  + " restart postgres");
        }
      }
    }

    void createIfMissing(String database) throws SQLException {
      if (!exists("select 1 from pg_roles where rolname = ?", database)) {
        execute("create role %1$s login password '%1$s'".formatted(database));
      }
      if (!exists("select 1 from pg_database where datname = ?", database)) {
        execute("create database %1$s owner %1$s".formatted(database));
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }

    private String show(String setting) throws SQLException {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("show " + setting)) {
        rows.next();
        return rows.getString(1);
      }
    }

    private boolean exists(String query, String name) throws SQLException {
      try (var statement = connection.prepareStatement(query)) {
        statement.setString(1, name);
        try (var rows = statement.executeQuery()) {
          return rows.next();
        }
      }
    }

    private void execute(String sql) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
