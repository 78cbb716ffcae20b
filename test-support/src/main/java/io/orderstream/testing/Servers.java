package io.orderstream.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.testcontainers.DockerClientFactory;

/** The servers that all tests of this JVM share; started at first use, stopped with the JVM. */
public abstract sealed class Servers permits ContainerServers, EmbeddedServers {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** The servers of this JVM, started. */
  public static Servers current() {
    return Holder.SERVERS;
  }

  /** Kafka's {@code bootstrap.servers}. */
  public abstract List<String> bootstrapServers();

  abstract String jdbcUrl(String database);

  abstract String user();

  abstract String password();

  /** A new, empty database. */
  public JdbcConnectionDetails newDatabase() {
    String database = "test_" + DATABASES.incrementAndGet();
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + database, e);
    }
    return new Database(jdbcUrl(database), user(), password());
  }

  private record Database(String getJdbcUrl, String getUsername, String getPassword)
      implements JdbcConnectionDetails {}

  private static final class Holder {

    private static final Servers SERVERS = choose();

    private static Servers choose() {
      String choice =
          System.getProperty("TEST_SERVERS", System.getenv().getOrDefault("TEST_SERVERS", "auto"));
      return switch (choice) {
        case "containers" -> new ContainerServers();
        case "embedded" -> new EmbeddedServers();
        case "auto" ->
            DockerClientFactory.instance().isDockerAvailable()
                ? new ContainerServers()
                : new EmbeddedServers();
        default ->
            throw new IllegalArgumentException(
                "TEST_SERVERS is containers, embedded or auto, not " + choice);
      };
    }
  }
}
