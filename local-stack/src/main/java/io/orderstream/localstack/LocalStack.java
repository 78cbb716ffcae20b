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
import io.orderstream.localstack.services.PlatformServices;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

  /** All processes, those that others need first. */
  public ProcessGroup processes() {
    return processes;
  }

  /**
   * Makes sure that all processes of the stack run on the same ports. To be called before any is
   * started, under the launcher's lock.
   *
   * @throws StackFailure when some run on others
   */
  public void claimPorts() {
    ports.claim(home, processes.isRunning());
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
        new PlatformServices(home, ports, postgres, kafka.bootstrapServers(), needs).all());
    return programs;
  }
}
