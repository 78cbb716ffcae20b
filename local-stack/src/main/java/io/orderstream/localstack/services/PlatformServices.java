package io.orderstream.localstack.services;

import io.orderstream.localstack.postgres.PostgresServer;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.processes.Topology;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The platform's services, set up for one stack. */
public final class PlatformServices {

  private static final String ORDERS = "order-service";
  private static final String INVENTORY = "inventory-service";
  private static final String NOTIFICATIONS = "notification-service";
  private static final String GATEWAY = "api-gateway";

  private final StackHome home;
  private final Ports ports;
  private final Topology topology;
  private final PostgresServer postgres;
  private final String kafka;
  private final Set<String> needs;

  /**
   * Services that store in one server and publish to one cluster.
   *
   * @param kafka where its clients find the cluster
   * @param needs names of the programs that make up both
   */
  public PlatformServices(
      StackHome home,
      Ports ports,
      Topology topology,
      PostgresServer postgres,
      String kafka,
      Set<String> needs) {
    this.home = home;
    this.ports = ports;
    this.topology = topology;
    this.postgres = postgres;
    this.kafka = kafka;
    this.needs = Set.copyOf(needs);
  }

  public List<SpringService> all() {
    return Stream.of(
            instances(ORDERS, this::orders),
            instances(INVENTORY, this::inventory),
            instances(NOTIFICATIONS, this::notifications),
            instances(GATEWAY, this::gateway))
        .flatMap(Function.identity())
        .toList();
  }

  private SpringService orders(int number) {
    return new SpringService(ORDERS, number, ports.orders(number), needs, storing("orders"), home);
  }

  private SpringService inventory(int number) {
    var settings = storing("inventory");
    var catalogue = home.sources().resolve("catalogue/items.csv");
    settings.put("INVENTORY_STARTERCATALOGUE", catalogue.toUri().toString());
    return new SpringService(INVENTORY, number, ports.inventory(number), needs, settings, home);
  }

  private SpringService notifications(int number) {
    var settings = storing("notifications");
    settings.put("SPRING_MAIL_HOST", "127.0.0.1");
    settings.put("SPRING_MAIL_PORT", Integer.toString(ports.smtp()));
    var withMail = new HashSet<>(needs);
    withMail.add("mail");
    return new SpringService(
        NOTIFICATIONS, number, ports.notifications(number), withMail, settings, home);
  }

  private SpringService gateway(int number) {
    var settings = trustingTheIssuer();
    if (number == 1) {
      settings.put("ISSUER_URL", http(ports.gateway()));
      settings.put("ISSUER_KEYFILE", home.data(GATEWAY).resolve("issuer-key.json").toString());
    } else {
      settings.remove("SPRING_PROFILES_ACTIVE"); // with it, it would be an issuer too
    }
    settings.put("GATEWAY_SERVICES_ORDERS", urls(ORDERS, ports::orders));
    settings.put("GATEWAY_SERVICES_INVENTORY", urls(INVENTORY, ports::inventory));
    settings.put("GATEWAY_SERVICES_NOTIFICATIONS", urls(NOTIFICATIONS, ports::notifications));
    return new SpringService(GATEWAY, number, ports.gateway(number), Set.of(), settings, home);
  }

  private Map<String, String> storing(String database) {
    var settings = trustingTheIssuer();
    settings.put("SPRING_DATASOURCE_URL", postgres.url(database));
    settings.put("SPRING_DATASOURCE_USERNAME", database);
    settings.put("SPRING_DATASOURCE_PASSWORD", database);
    settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka);
    return settings;
  }

  private Map<String, String> trustingTheIssuer() {
    var issuer = http(ports.gateway());
    var settings = new HashMap<String, String>();
    settings.put("SPRING_PROFILES_ACTIVE", "local");
    settings.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI", issuer);
    settings.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWKSETURI", issuer + "/oauth2/jwks");
    return settings;
  }

  private <T> Stream<T> instances(String service, IntFunction<T> instance) {
    return IntStream.rangeClosed(1, topology.instancesOf(service)).mapToObj(instance);
  }

  private String urls(String service, IntUnaryOperator port) {
    return instances(service, number -> http(port.applyAsInt(number)))
        .collect(Collectors.joining(","));
  }

  private static String http(int port) {
    return "http://127.0.0.1:" + port;
  }
}
