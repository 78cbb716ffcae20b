package io.orderstream.localstack.postgres;

import io.orderstream.localstack.processes.DirectoryTree;
import io.orderstream.localstack.processes.Launch;
import io.orderstream.localstack.processes.Program;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.processes.StackHome;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A durable PostgreSQL server on the loopback address, with a database for each service. */
public final class PostgresServer implements Program {

  private static final String VERSION = "18";

  private final StackHome home;
  private final int port;
  private final List<String> databases;
  private final PostgresBinaries binaries;
  private final Path data;

  /**
   * A server that keeps its data in the stack's home.
   *
   * @param databases made with a user of the same name and password each
   */
  public PostgresServer(StackHome home, int port, List<String> databases) {
    this.home = home;
    this.port = port;
    this.databases = List.copyOf(databases);
    this.binaries = new PostgresBinaries(home.apps().resolve("postgres-" + VERSION));
    this.data = home.data("postgres");
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  /** Where a service finds one of the databases. */
  public String url(String database) {
    return url(port, database);
  }

  /** Where a server on a port of this machine has one of its databases. */
  public static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void prepare(Consumer<String> activity) {
    var account = ServerAccount.detect();
    binaries.unpackIfMissing(activity);
    if (Files.notExists(data)) {
      activity.accept("creating the database cluster");
      initialise(account);
    }
    account.own(data);
    new KilledServer(binaries.postgres(), data).clear();
    configure();
  }

  @Override
  public Launch launch() {
    var command = List.of(binaries.postgres().toString(), "-D", data.toString());
    return new Launch(ServerAccount.detect().wrap(command), Map.of("LC_ALL", "C"), data);
  }

  @Override
  public boolean isReady() {
    return superuser().answers();
  }

  @Override
  public void settle() {
    try (var superuser = superuser().connect()) {
      superuser.requireDurability();
      for (var database : databases) {
        superuser.createIfMissing(database);
      }
    } catch (SQLException e) {
      throw new StackFailure(
          "PostgreSQL is up, but refuses its set-up: %s".formatted(e.getMessage()),
          "The log: %s; ./stack reset starts with empty databases.".formatted(home.log(name())));
    }
  }

  /** Ends open connections instead of waiting for them. */
  @Override
  public void askToStop(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().onExit().join();
    } catch (IOException _) {
      process.destroy();
    }
  }

  private Superuser superuser() {
    return new Superuser(url("postgres"));
  }

  private void initialise(ServerAccount account) {
    var partial = data.resolveSibling("postgres.partial");
    var password = data.resolveSibling("postgres.password");
    var log = home.log("initdb");
    try {
      DirectoryTree.delete(partial);
      Files.writeString(password, Superuser.PASSWORD);
      var command =
          List.of(
              binaries.initdb().toString(),
              "--pgdata=" + partial,
              "--username=" + Superuser.NAME,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-locale",
              "--no-instructions");
      var builder = new ProcessBuilder(account.wrap(command)).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      var exit =
          builder.redirectOutput(Redirect.to(log.toFile())).start().onExit().join().exitValue();
      if (exit != 0) {
        throw new StackFailure(
            "PostgreSQL's initdb failed: %s".formatted(lastLine(log)), "The whole log: " + log);
      }
      Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StackFailure.unusable(data, e);
    } finally {
      deleteQuietly(password);
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(
            line -> line.contains("error:") || line.contains("FATAL") || line.contains("DETAIL"))
        .findFirst()
        .orElse("see its log");
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      path.toFile().deleteOnExit();
    }
  }

  private void configure() {
    var settings =
        """
        # Written at every start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 400

        # Durable: what a service was told is committed survives kill -9 and a power cut.
        fsync = on
        synchronous_commit = on
        full_page_writes = on

        # Small.
        shared_buffers = 128MB
        max_wal_size = 512MB
        max_worker_processes = 4
        max_parallel_workers_per_gather = 0
        io_method = worker
        io_workers = 1
        jit = off
        autovacuum_max_workers = 1

        log_destination = 'stderr'
        log_line_prefix = '%%m [%%p] %%u@%%d '
        log_checkpoints = off
        datestyle = 'iso, mdy'
        timezone = 'UTC'
        """
            .formatted(port);
    try {
      Files.writeString(data.resolve("postgresql.conf"), settings);
    } catch (IOException e) {
      throw StackFailure.unusable(data, e);
    }
  }
}
