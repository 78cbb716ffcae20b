package io.orderstream.orders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.orders.domain.Order;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns the states of one order into server-sent events: each version once, in order, until the
 * order is settled.
 */
final class OrderStream implements Consumer<Order> {

  private final EventStream events;
  private final JsonMapper json;
  private @Nullable Integer last;

  /**
   * @param last the version that the client knows; null begins with the present one
   */
  OrderStream(EventStream events, JsonMapper json, @Nullable Integer last) {
    this.events = events;
    this.json = json;
    this.last = last;
  }

  @Override
  public synchronized void accept(Order order) {
    if (last == null) {
      send(order.version(), OrderResponse.of(order));
    } else {
      int known = last;
      order.history().stream()
          .filter(entry -> entry.version() > known)
          .forEach(entry -> send(entry.version(), OrderResponse.asOf(entry, order)));
      if (last < order.version()) {
        send(order.version(), OrderResponse.of(order)); // of a time before histories were kept
      }
    }
    if (order.status().isSettled()) {
      events.end();
    }
  }

  private void send(int version, OrderResponse order) {
    String frame = "id: %d\ndata: %s\n\n".formatted(version, json.writeValueAsString(order));
    events.send(frame.getBytes(UTF_8));
    last = version;
  }
}
