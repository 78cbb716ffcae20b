package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ItemState;
import io.orderstream.contracts.inventory.StockRejected;
import io.orderstream.contracts.inventory.StockReserved;
import io.orderstream.testing.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plays inventory-service: publishes the contracts' samples, changed to the case at hand. */
@TestComponent
class Inventory implements AutoCloseable {

  private final JdbcClient jdbc;
  private final DefaultKafkaProducerFactory<String, String> producers =
      new DefaultKafkaProducerFactory<>(
          Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
          new StringSerializer(),
          new StringSerializer());
  private final KafkaTemplate<String, String> kafka = new KafkaTemplate<>(producers);

  Inventory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Offers a new item, and waits until the service knows it. */
  String offers(String amount, String currency) {
    return offersAs("SKU-" + UUID.randomUUID(), amount, currency);
  }

  /** Offers a new item of a given sku, and waits until the service knows it. */
  String offersAs(String sku, String amount, String currency) {
    publish(itemState(sku, 1, "Item " + sku, amount, currency));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("select count(*) from catalogue_items where sku = ?")
                            .param(sku)
                            .query(Integer.class)
                            .single())
                    .isOne());
    return sku;
  }

  static Event itemState(String sku, int version, String name, String amount, String currency) {
    ObjectNode event = sample(ItemState.TYPE, sku);
    event.put("aggregateversion", version);
    ObjectNode data = (ObjectNode) event.get("data");
    data.put("sku", sku).put("name", name);
    data.putObject("unitPrice").put("amount", amount).put("currency", currency);
    return new Event(Topics.ITEM_STATE.name(), event);
  }

  static Event reserved(UUID order) {
    return reply(StockReserved.TYPE, order);
  }

  static Event rejected(UUID order) {
    return reply(StockRejected.TYPE, order);
  }

  void publish(Event event) {
    kafka
        .send(event.topic(), event.json.get("subject").stringValue(), event.json.toString())
        .join();
  }

  /** Whether the transaction that handled an event has committed. */
  boolean wasHeard(Event event) {
    return jdbc.sql("select exists (select from messaging.inbox where event_id = ?)")
        .param(UUID.fromString(event.id()))
        .query(Boolean.class)
        .single();
  }

  @Override
  public void close() {
    producers.destroy();
  }

  private static Event reply(String type, UUID order) {
    ObjectNode event = sample(type, order.toString());
    ((ObjectNode) event.get("data")).put("orderId", order.toString());
    return new Event(Topics.RESERVATION_EVENTS.name(), event);
  }

  private static ObjectNode sample(String type, String subject) {
    try (InputStream json = Inventory.class.getResourceAsStream("/samples/" + type + ".json")) {
      ObjectNode event = (ObjectNode) JsonMapper.shared().readTree(json);
      return event.put("id", UUID.randomUUID().toString()).put("subject", subject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A CloudEvent for a topic. */
  record Event(String topic, JsonNode json) {

    String id() {
      return json.get("id").stringValue();
    }
  }
}
