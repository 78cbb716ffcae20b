package io.orderstream.bench.contender;

import io.orderstream.bench.accounting.Disk;
import io.orderstream.bench.accounting.MeasuredProcess;
import io.orderstream.bench.settling.OrderBooks;
import io.orderstream.bench.settling.Session;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same shop as a synchronous chain, beside a platform that runs: on its database server, with
 * its mail server and issuer, behind a gateway from the same jar, and with the JVM options of its
 * services.
 */
public final class Chain implements Contender {

  private static final int GATEWAY = 8120;
  private static final int ORDERS = 8121;
  private static final int INVENTORY = 8122;
  private static final int NOTIFICATIONS = 8123;

  private final StackHome home;
  private final OrderBooks books;
  private final ChainProcess gateway;
  private final ChainProcess orders;
  private final ChainProcess inventory;
  private final ChainProcess notifications;

  /**
   * Starts the chain; returns when it is ready.
   *
   * @param jar the chain's program
   */
  public static Chain start(StackHome home, Path jar) throws SQLException {
    try (Session server = Session.of(home.postgres(), "postgres")) {
      for (String role : List.of("orders", "inventory", "notifications")) {
        create(server, "chain_" + role);
      }
    }
    Chain chain = new Chain(home, jar);
    try {
      chain.all().forEach(ChainProcess::start);
      return chain;
    } catch (IllegalStateException e) {
      chain.close();
      throw e;
    }
  }

  private static void create(Session server, String database) throws SQLException {
    if (server.number("select count(*) from pg_database where datname = ?", database) == 0) {
      server.execute("create role %1$s login password '%1$s'".formatted(database));
      server.execute("create database %1$s owner %1$s".formatted(database));
    }
  }

  private Chain(StackHome home, Path jar) throws SQLException {
    this.home = home;
    this.books = new OrderBooks(home.postgres(), "chain_");
    RunningProgram service = running("order-service");
    this.orders = role("orders", ORDERS, service, jar);
    this.inventory = role("inventory", INVENTORY, service, jar);
    this.notifications = role("notifications", NOTIFICATIONS, service, jar);
    this.gateway = gateway(running("api-gateway"));
  }

  private RunningProgram running(String name) {
    return RunningProgram.of(
        home.process(name).orElseThrow(() -> new IllegalStateException(name + " does not run")));
  }

  private ChainProcess role(String role, int port, RunningProgram like, Path jar) {
    List<String> command = new ArrayList<>(like.jvm());
    command.addAll(List.of("-jar", jar.toString(), "--role=" + role));
    String database = "chain_" + role;
    Map<String, String> environment = trustingTheIssuer();
    environment.putAll(
        Map.of(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://127.0.0.1:%d/%s".formatted(home.postgres(), database),
            "SPRING_DATASOURCE_USERNAME",
            database,
            "SPRING_DATASOURCE_PASSWORD",
            database,
            "SPRING_MAIL_PORT",
            Integer.toString(home.smtp()),
            "SERVICES_INVENTORY_URL",
            url(INVENTORY),
            "SERVICES_NOTIFICATIONS_URL",
            url(NOTIFICATIONS)));
    return process("chain-" + role, port, command, environment);
  }

  /** Just as the platform's own was started, but for where the services are. */
  private ChainProcess gateway(RunningProgram like) {
    List<String> command = new ArrayList<>(like.command());
    command.removeIf(argument -> argument.startsWith("-Dstack.process="));
    Map<String, String> environment = new HashMap<>(like.environment());
    environment.keySet().removeIf(name -> name.startsWith("ISSUER_"));
    environment.remove("SPRING_PROFILES_ACTIVE"); // with it, it would be an issuer too
    environment.putAll(
        Map.of(
            "GATEWAY_SERVICES_ORDERS", url(ORDERS),
            "GATEWAY_SERVICES_INVENTORY", url(INVENTORY),
            "GATEWAY_SERVICES_NOTIFICATIONS", url(NOTIFICATIONS)));
    return process("chain-gateway", GATEWAY, command, environment);
  }

  private ChainProcess process(
      String name, int port, List<String> command, Map<String, String> environment) {
    return new ChainProcess(name, home.port(port), command, environment, home.log(name));
  }

  private Map<String, String> trustingTheIssuer() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    String issuer = home.gateway().toString();
    environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", issuer);
    environment.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI", issuer + "/oauth2/jwks");
    return environment;
  }

  private String url(int port) {
    return "http://127.0.0.1:" + home.port(port);
  }

  private List<ChainProcess> all() {
    return List.of(notifications, inventory, orders, gateway);
  }

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public URI gateway() {
    return URI.create(url(GATEWAY));
  }

  @Override
  public Issuer issuer() {
    return new Issuer(home.gateway());
  }

  @Override
  public List<MeasuredProcess> processes() {
    return Stream.concat(ofItsOwn().stream(), home.process("postgres").stream()).toList();
  }

  @Override
  public List<MeasuredProcess> ofItsOwn() {
    return all().reversed().stream().map(ChainProcess::measured).toList();
  }

  @Override
  public Disk disk() {
    return home.disk();
  }

  @Override
  public OrderBooks books() {
    return books;
  }

  /** Nothing is left to be done once an order is answered. */
  @Override
  public Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void killInventory() {
    inventory.kill();
  }

  @Override
  public void restartInventory() {
    inventory.start();
  }

  @Override
  public boolean publishesEvents() {
    return false;
  }

  @Override
  public AddedConsumer addConsumer() {
    throw new UnsupportedOperationException("whoever is to be told must be called");
  }

  @Override
  public List<String> audit() throws SQLException {
    return books.discrepancies();
  }

  @Override
  public void close() throws SQLException {
    all().forEach(ChainProcess::close);
    books.close();
  }
}
