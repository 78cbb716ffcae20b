package io.orderstream.inventory;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.Schemas;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderSnapshot;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.testing.Servers;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.kafka.core.KafkaAdmin;

/** Stands in for the order service: publishes what happens to orders. */
@TestComponent
public class Storefront {

  private final CloudEvents cloudEvents;
  private final KafkaProducer<String, String> producer;

  Storefront(CloudEvents cloudEvents, KafkaAdmin admin) {
    this.cloudEvents = cloudEvents;
    admin.initialize();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer());
  }

  public EventMetadata created(UUID orderId, OrderSnapshot.Line... lines) {
    EventMetadata metadata = metadata(OrderCreated.TYPE, orderId, 1);
    publish(metadata, new OrderCreated(order(orderId, Arrays.asList(lines))));
    return metadata;
  }

  public EventMetadata cancelled(UUID orderId) {
    EventMetadata metadata = metadata(OrderCancelled.TYPE, orderId, 2);
    publish(metadata, new OrderCancelled(order(orderId, List.of()), metadata.time()));
    return metadata;
  }

  /** Publishes an event, or the same event once more. */
  public void publish(EventMetadata metadata, Object event) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                Topics.ORDER_EVENTS.name(),
                metadata.subject(),
                cloudEvents.write(metadata, Schemas.of(metadata.type()), event)));
  }

  /** An id whose events come behind those of the other order, in one partition. */
  public static UUID orderBehind(UUID other) {
    return Stream.generate(UUID::randomUUID)
        .filter(id -> partitionOf(id) == partitionOf(other))
        .findFirst()
        .orElseThrow();
  }

  private static int partitionOf(UUID orderId) {
    return BuiltInPartitioner.partitionForKey(
        orderId.toString().getBytes(StandardCharsets.UTF_8), Topics.ORDER_EVENTS.partitions());
  }

  public static OrderSnapshot order(UUID orderId, List<OrderSnapshot.Line> lines) {
    return new OrderSnapshot(orderId, "ada", null, lines, euros("0.00"), Instant.now());
  }

  public static OrderSnapshot.Line line(String sku, int quantity) {
    return new OrderSnapshot.Line(sku, "Enamel mug", quantity, euros("12.50"), euros("0.00"));
  }

  public static EventMetadata metadata(String type, UUID orderId, long version) {
    return new EventMetadata(
        UUID.randomUUID(),
        "/order-service",
        type,
        orderId.toString(),
        Instant.now(),
        "correlation-" + orderId,
        null,
        version,
        null);
  }

  @PreDestroy
  void close() {
    producer.close();
  }

  private static Money euros(String amount) {
    return new Money(amount, "EUR");
  }
}
