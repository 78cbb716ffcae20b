package io.orderstream.localstack;

import io.orderstream.audit.Database;
import io.orderstream.audit.Platform;
import io.orderstream.localstack.kafka.KafkaCluster;
import io.orderstream.localstack.mail.MailSink;
import io.orderstream.localstack.postgres.PostgresServer;
import io.orderstream.localstack.processes.ManagedProcess;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.ProcessGroup;
import io.orderstream.localstack.processes.Program;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.processes.Topology;
import io.orderstream.localstack.services.PlatformServices;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The whole platform as it runs on one machine. */
public final class LocalStack {

  private static final String GATEWAY = "api-gateway";

  private final StackHome home;
  private final Ports ports;
  private final Topology topology;
  private final KafkaCluster kafka;
  private final ProcessGroup processes;

  /** A stack as it was started last. */
  public LocalStack(StackHome home, Ports ports) {
    this(home, ports, Topology.rememberedIn(home));
  }

  public LocalStack(StackHome home, Ports ports, Topology topology) {
    this.home = home;
    this.ports = ports;
    this.topology = topology;
    this.kafka = new KafkaCluster(topology.brokers(), ports);
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

  public Topology topology() {
    return topology;
  }

  public KafkaCluster kafka() {
    return kafka;
  }

  /** What an audit of the stack reads. */
  public Platform audited() {
    return new Platform(
        database("orders"),
        database("inventory"),
        database("notifications"),
        kafka.bootstrapServers(),
        URI.create("http://127.0.0.1:" + ports.mailApi()));
  }

  private Database database(String name) {
    return new Database(PostgresServer.url(ports.postgres(), name), name, name);
  }

  /** The names of the gateways. */
  public List<String> gateways() {
    return IntStream.rangeClosed(1, topology.instancesOf(GATEWAY))
        .mapToObj(number -> Topology.nameOf(GATEWAY, number))
        .toList();
  }

  /** The same stack with other numbers of processes. */
  public LocalStack as(Topology other) {
    return new LocalStack(home, ports, other);
  }

  /** All processes, those that others need first. */
  public ProcessGroup processes() {
    return processes;
  }

  /**
   * The processes of these names and all that they need. Of several brokers, none comes up alone.
   *
   * @param names none for all of them
   * @throws StackFailure when there is no such process
   */
  public ProcessGroup withNeeds(Collection<String> names) {
    var brokers = kafka.names();
    var all = new LinkedHashSet<>(names);
    if (brokers.stream().anyMatch(names::contains)) {
      all.addAll(brokers);
    }
    return processes.withNeeds(all);
  }

  /**
   * Makes sure that all processes of the stack run on the same ports and know each other. To be
   * called before any is started, under the launcher's lock.
   *
   * @throws StackFailure when some run on other ports, or do not fit the topology
   */
  public void claim() {
    ports.claim(home, processes.isRunning());
    topology.claim(home);
  }

  private List<Program> programs() {
    var postgres =
        new PostgresServer(home, ports.postgres(), List.of("orders", "inventory", "notifications"));
    var programs = new ArrayList<Program>();
    programs.add(postgres);
    programs.addAll(kafka.brokers(home));
    var needs = programs.stream().map(Program::name).collect(Collectors.toSet());
    programs.add(new MailSink(home, ports.smtp(), ports.mailApi()));
    programs.addAll(
        new PlatformServices(home, ports, topology, postgres, kafka.bootstrapServers(), needs)
            .all());
    return programs;
  }
}
