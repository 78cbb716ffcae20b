package io.orderstream.localstack.services;

import io.orderstream.localstack.postgres.PostgresServer;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The platform's services, set up for one stack. */
public final class PlatformServices {

  private final StackHome home;
  private final Ports ports;
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
      StackHome home, Ports ports, PostgresServer postgres, String kafka, Set<String> needs) {
    this.home = home;
    this.ports = ports;
    this.postgres = postgres;
    this.kafka = kafka;
    this.needs = Set.copyOf(needs);
  }

  public List<SpringService> all() {
    return List.of(orders(), inventory(), notifications(), gateway());
  }

  private SpringService orders() {
    return new SpringService("order-service", ports.orders(), needs, storing("orders"), home);
  }

  private SpringService inventory() {
    var settings = storing("inventory");
    var catalogue = home.sources().resolve("catalogue/items.csv");
    settings.put("INVENTORY_STARTERCATALOGUE", catalogue.toUri().toString());
    return new SpringService("inventory-service", ports.inventory(), needs, settings, home);
  }

  private SpringService notifications() {
    var settings = storing("notifications");
    settings.put("SPRING_MAIL_HOST", "127.0.0.1");
    settings.put("SPRING_MAIL_PORT", Integer.toString(ports.smtp()));
    var withMail = new HashSet<>(needs);
    withMail.add("mail");
    return new SpringService(
        "notification-service", ports.notifications(), withMail, settings, home);
  }

  private SpringService gateway() {
    var settings = trustingTheIssuer();
    settings.put("ISSUER_URL", http(ports.gateway()));
    settings.put("ISSUER_KEYFILE", home.data("api-gateway").resolve("issuer-key.json").toString());
    settings.put("GATEWAY_SERVICES_ORDERS", http(ports.orders()));
    settings.put("GATEWAY_SERVICES_INVENTORY", http(ports.inventory()));
    settings.put("GATEWAY_SERVICES_NOTIFICATIONS", http(ports.notifications()));
    return new SpringService("api-gateway", ports.gateway(), Set.of(), settings, home);
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

  private static String http(int port) {
    return "http://127.0.0.1:" + port;
  }
}
