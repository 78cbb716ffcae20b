package io.orderstream.contracts;

import io.orderstream.contracts.inventory.ItemState;
import io.orderstream.contracts.inventory.StockRejected;
import io.orderstream.contracts.inventory.StockReleased;
import io.orderstream.contracts.inventory.StockReserved;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderRejected;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An event that the tests expect to be published.
 *
 * @param key where its data has the record's key
 */
record PublishedEvent(String type, Class<? extends Record> data, Topic topic, String key) {

  static final String ALL = "io.orderstream.contracts.PublishedEvent#all";
  static final String ALL_SAMPLES = "io.orderstream.contracts.PublishedEvent#allSamples";

  static Stream<PublishedEvent> all() {
    return Stream.of(
        ofOrder(OrderCreated.TYPE, OrderCreated.class),
        ofOrder(OrderConfirmed.TYPE, OrderConfirmed.class),
        ofOrder(OrderRejected.TYPE, OrderRejected.class),
        ofOrder(OrderCancelled.TYPE, OrderCancelled.class),
        ofReservation(StockReserved.TYPE, StockReserved.class),
        ofReservation(StockRejected.TYPE, StockRejected.class),
        ofReservation(StockReleased.TYPE, StockReleased.class),
        new PublishedEvent(ItemState.TYPE, ItemState.class, Topics.ITEM_STATE, "/sku"));
  }

  static Stream<Sample> allSamples() {
    return all().flatMap(event -> event.samples().stream());
  }

  List<Sample> samples() {
    List<String> texts = Samples.of(type);
    return IntStream.range(0, texts.size())
        .mapToObj(n -> new Sample(this, n == 0, Json.read(texts.get(n))))
        .toList();
  }

  Sample completeSample() {
    return samples().getFirst();
  }

  @Override
  public String toString() {
    return data.getSimpleName();
  }

  private static PublishedEvent ofOrder(String type, Class<? extends Record> data) {
    return new PublishedEvent(type, data, Topics.ORDER_EVENTS, "/order/id");
  }

  private static PublishedEvent ofReservation(String type, Class<? extends Record> data) {
    return new PublishedEvent(type, data, Topics.RESERVATION_EVENTS, "/orderId");
  }

  record Sample(PublishedEvent of, boolean complete, JsonNode event) {

    JsonNode data() {
      return event.path("data");
    }

    String file() {
      return of.type + (complete ? ".json" : ".minimal.json");
    }

    @Override
    public String toString() {
      return of + (complete ? ", complete" : ", minimal");
    }
  }
}
