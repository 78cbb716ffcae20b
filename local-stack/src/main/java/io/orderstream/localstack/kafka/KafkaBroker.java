package io.orderstream.localstack.kafka;

import io.orderstream.localstack.processes.Executables;
import io.orderstream.localstack.processes.Launch;
import io.orderstream.localstack.processes.OwnJar;
import io.orderstream.localstack.processes.Program;
import io.orderstream.localstack.processes.StackFailure;
import io.orderstream.localstack.processes.StackHome;
import io.orderstream.localstack.processes.Topology;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/** One broker of a {@link KafkaCluster}, in a JVM of its own; keeps its records between runs. */
public final class KafkaBroker implements Program {

  private final int number;
  private final KafkaCluster cluster;
  private final OwnJar jar;
  private final Path data;

  KafkaBroker(int number, KafkaCluster cluster, StackHome home, OwnJar jar) {
    this.number = number;
    this.cluster = cluster;
    this.jar = jar;
    this.data = home.data(name());
  }

  @Override
  public String name() {
    return nameOf(number);
  }

  static String nameOf(int number) {
    return Topology.nameOf("kafka", number);
  }

  @Override
  public List<Integer> ports() {
    return List.of(cluster.ports().kafka(number), cluster.ports().kafkaController(number));
  }

  @Override
  public void prepare(Consumer<String> activity) {
    try {
      Files.createDirectories(data);
      Files.deleteIfExists(readyMark());
      var properties = new Properties();
      properties.load(new StringReader(settingsText()));
      try (var file = Files.newOutputStream(settings())) {
        properties.store(file, "Written at every start.");
      }
    } catch (IOException e) {
      throw StackFailure.unusable(data, e);
    }
  }

  @Override
  public Launch launch() {
    var command =
        List.of(
            Executables.java(),
            "-Dstack.process=" + name(),
            "-Xms48m",
            "-Xmn16m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            jar.classPath(),
            BrokerProcess.class.getName(),
            settings().toString(),
            readyMark().toString());
    return new Launch(command, Map.of(), data);
  }

  /**
   * The broker leaves its mark when it serves clients; then its port answers as long as it runs.
   */
  @Override
  public boolean isReady() {
    if (!Files.exists(readyMark())) {
      return false;
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports().getFirst())) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /** Without the other brokers it would wait for minutes to hand over its partitions. */
  @Override
  public Duration stopLimit() {
    return Duration.ofSeconds(15);
  }

  private Path settings() {
    return data.resolve("server.properties");
  }

  private Path readyMark() {
    return data.resolve("ready");
  }

  private String settingsText() {
    var replication = Math.min(cluster.size(), 3);
    var inSync = Math.max(1, replication - 1);
    return """
        node.id=%1$d
        process.roles=broker,controller
        controller.quorum.voters=%2$s
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=CLIENTS
        listeners=CLIENTS://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
        advertised.listeners=CLIENTS://127.0.0.1:%3$d
        listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%5$s

        auto.create.topics.enable=false
        default.replication.factor=%6$d
        min.insync.replicas=%7$d
        offsets.topic.replication.factor=%6$d
        transaction.state.log.replication.factor=%6$d
        transaction.state.log.min.isr=%7$d
        share.coordinator.state.topic.replication.factor=%6$d
        share.coordinator.state.topic.min.isr=%7$d
        group.initial.rebalance.delay.ms=0

        # A broker that was killed may be back so soon, not after the usual 9 s.
        broker.session.timeout.ms=4000
        broker.heartbeat.interval.ms=1000

        # A week of events, at most 1 GB a partition.
        log.retention.hours=168
        log.retention.bytes=1073741824
        log.segment.bytes=134217728

        # Small.
        offsets.topic.num.partitions=4
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.num.partitions=4
        log.cleaner.dedupe.buffer.size=16777216
        num.network.threads=2
        num.io.threads=4
        background.threads=4
        """
        .formatted(
            number,
            cluster.voters(),
            cluster.ports().kafka(number),
            cluster.ports().kafkaController(number),
            data.resolve("log"),
            replication,
            inSync);
  }
}
