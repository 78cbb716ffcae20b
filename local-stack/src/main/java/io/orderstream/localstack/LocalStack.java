package io.orderstream.localstack;

import io.orderstream.localstack.kafka.KafkaCluster;
import io.orderstream.localstack.postgres.PostgresServer;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.ProcessGroup;
import io.orderstream.localstack.processes.Program;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.services.SpringService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole platform as it runs on one machine. */
public final class LocalStack {

  private final StackHome home;
  private final Ports ports;
  private final KafkaCluster kafka;
  private final ProcessGroup processes;

  public LocalStack(StackHome home, Ports ports) {
    this.home = home;
    this.ports = ports;
    this.kafka = new KafkaCluster(1, ports);
    this.processes =
        new ProcessGroup(
            programs().stream().map(program -> new ManagedProcess(program, home)).toList());
  }

  public StackHome home() {
    return home;
  }

  public Ports ports() {
    return ports;
  }

  public KafkaCluster kafka() {
    return kafka;
  }

  /** All processes, those that others need first. */
  public ProcessGroup processes() {
    return processes;
  }

  private List<Program> programs() {
    var postgres =
        new PostgresServer(home, ports.postgres(), List.of("orders", "inventory", "notifications"));
    var programs = new ArrayList<Program>();
    programs.add(postgres);
    programs.addAll(kafka.brokers(home));
    var backing = Set.copyOf(programs.stream().map(Program::name).toList());
    programs.add(
        new SpringService(
            "order-service", ports.orders(), backing, storing(postgres, "orders"), home));
    var inventory = storing(postgres, "inventory");
    inventory.put(
        "INVENTORY_STARTERCATALOGUE",
        home.sources().resolve("catalogue/items.csv").toUri().toString());
    programs.add(
        new SpringService("inventory-service", ports.inventory(), backing, inventory, home));
    var notifications = storing(postgres, "notifications");
    notifications.put("SPRING_MAIL_HOST", "127.0.0.1");
    notifications.put("SPRING_MAIL_PORT", Integer.toString(ports.smtp()));
    programs.add(
        new SpringService(
            "notification-service", ports.notifications(), backing, notifications, home));
    programs.add(
        new SpringService(
            "api-gateway",
            ports.gateway(),
            Set.of(),
            Map.of(
                "GATEWAY_SERVICES_ORDERS", http(ports.orders()),
                "GATEWAY_SERVICES_INVENTORY", http(ports.inventory()),
                "GATEWAY_SERVICES_NOTIFICATIONS", http(ports.notifications())),
            home));
    return programs;
  }

  private Map<String, String> storing(PostgresServer postgres, String database) {
    var settings = new HashMap<String, String>();
    settings.put("SPRING_DATASOURCE_URL", postgres.url(database));
    settings.put("SPRING_DATASOURCE_USERNAME", database);
    settings.put("SPRING_DATASOURCE_PASSWORD", database);
    settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    return settings;
  }

  private static String http(int port) {
    return "http://127.0.0.1:" + port;
  }
}
