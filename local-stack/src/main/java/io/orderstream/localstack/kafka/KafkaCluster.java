package io.orderstream.localstack.kafka;

import io.orderstream.localstack.processes.OwnJar;
import io.orderstream.localstack.processes.Ports;
import io.orderstream.localstack.processes.StackHome;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brokers that form one cluster, each of them controller as well.
 *
 * @param size how many brokers
 */
public record KafkaCluster(int size, Ports ports) {

  /** Where clients find the cluster. */
  public String bootstrapServers() {
    return forEachBroker(broker -> "127.0.0.1:" + ports.kafka(broker));
  }

  public List<String> names() {
    return IntStream.rangeClosed(1, size).mapToObj(KafkaBroker::nameOf).toList();
  }

  public List<KafkaBroker> brokers(StackHome home) {
    var jar = new OwnJar(home.apps());
    return IntStream.rangeClosed(1, size)
        .mapToObj(number -> new KafkaBroker(number, this, home, jar))
        .toList();
  }

  String voters() {
    return forEachBroker(
        broker -> "%d@127.0.0.1:%d".formatted(broker, ports.kafkaController(broker)));
  }

  private String forEachBroker(IntFunction<String> text) {
    return IntStream.rangeClosed(1, size).mapToObj(text).collect(Collectors.joining(","));
  }
}
