package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.ApiResponse;
import io.orderstream.client.orders.Order;
import io.orderstream.client.orders.OrderEvent;
import io.orderstream.client.orders.OrdersApi;
import io.orderstream.client.orders.OrdersApi.APIPlaceOrderRequest;
import io.orderstream.contracts.Topics;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a shopper sees of an order while it settles. */
@OnStack
class LiveOrderTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Shop shop = new Shop();
  private final OrdersApi orders = Api.as("storefront").orders();

  @AfterEach
  void startInventory() {
    Stack.run("up");
  }

  @Test
  void aStreamShowsThePresentStateAndEndsWhenTheOrderIsSettled() throws Exception {
    String sku = Shop.stock(10);
    Stack.kill("inventory-service");
    UUID order = shop.placed(sku, 1).getId();
    List<Frame> frames = new CopyOnWriteArrayList<>();

    Thread reader = Thread.startVirtualThread(() -> read(order, null, frames));
    Waiting.until(() -> assertThat(frames).containsExactly(new Frame(1, "PENDING")));
    Stack.restart("inventory-service");

    assertThat(reader.join(Duration.ofMinutes(3))).isTrue();
    assertThat(frames).containsExactly(new Frame(1, "PENDING"), new Frame(2, "CONFIRMED"));
  }

  @Test
  void aStreamIsResumedAfterTheServiceThatServedItDied() throws Exception {
    String sku = Shop.stock(10);
    Stack.kill("inventory-service");
    UUID order = shop.placed(sku, 1).getId();
    List<Frame> frames = new CopyOnWriteArrayList<>();
    Thread reader = Thread.startVirtualThread(() -> read(order, null, frames));
    Waiting.until(() -> assertThat(frames).containsExactly(new Frame(1, "PENDING")));

    Stack.kill("order-service");
    assertThat(reader.join(Duration.ofMinutes(1))).isTrue();
    Stack.restart("order-service");
    Thread resumed = Thread.startVirtualThread(() -> read(order, "1", frames));
    Stack.restart("inventory-service");

    assertThat(resumed.join(Duration.ofMinutes(3))).isTrue();
    assertThat(frames).containsExactly(new Frame(1, "PENDING"), new Frame(2, "CONFIRMED"));
    assertThat(stream(order, "2").statusCode()).isEqualTo(204);
  }

  @Test
  void placingWaitsForTheOutcomeWhereItsCallerPrefersThat() throws Exception {
    String sku = Shop.stock(10);

    ApiResponse<Order> answer = orders.placeOrderWithHttpInfo(waiting(sku, 10));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getData().getStatus()).isEqualTo(CONFIRMED);
    assertThat(answer.getHeaders()).containsEntry("preference-applied", List.of("wait=10"));
  }

  @Test
  void placingAnswersAnywayWhenTheWaitIsOver() throws Exception {
    String sku = Shop.stock(10);
    Stack.kill("inventory-service");

    ApiResponse<Order> answer = orders.placeOrderWithHttpInfo(waiting(sku, 1));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getData().getStatus()).isEqualTo(PENDING);
    assertThat(answer.getHeaders()).containsEntry("preference-applied", List.of("wait=1"));
  }

  @Test
  void theTimelineNamesTheEventsThatAreOnTheTopic() throws Exception {
    UUID order = orders.placeOrder(waiting(Shop.stock(10), 10)).getId();

    List<OrderEvent> timeline = timeline(order);

    Events topic = new Events(Topics.ORDER_EVENTS);
    Waiting.until(() -> assertThat(topic.byKey().get(order.toString())).hasSize(2));
    assertThat(timeline)
        .extracting(event -> event.getEventId().toString())
        .isEqualTo(topic.byKey().get(order.toString()).stream().map(Events.Event::id).toList());
    Events.Event reply =
        new Events(Topics.RESERVATION_EVENTS).byKey().get(order.toString()).getFirst();
    assertThat(timeline).extracting(OrderEvent::getVersion).containsExactly(1, 2);
    assertThat(timeline.getFirst().getCausationId()).isNull();
    assertThat(timeline.getLast().getCausationId()).isEqualTo(reply.id());
    assertThat(timeline).extracting(OrderEvent::getCorrelationId).doesNotContainNull();
  }

  private APIPlaceOrderRequest waiting(String sku, int seconds) {
    return APIPlaceOrderRequest.newBuilder()
        .idempotencyKey(UUID.randomUUID().toString())
        .prefer("wait=" + seconds)
        .placeOrderRequest(shop.request(sku, 1))
        .build();
  }

  private List<OrderEvent> timeline(UUID order) {
    List<OrderEvent> events = new ArrayList<>();
    String body =
        Api.as("storefront")
            .send(
                "/orders/" + order + "/events",
                request -> request.header("Accept", "application/json"))
            .body();
    JSON.readTree(body)
        .path("data")
        .forEach(event -> events.add(JSON.treeToValue(event, OrderEvent.class)));
    return events;
  }

  private record Frame(int id, String status) {}

  /** Collects the frames of a stream until it ends or breaks. */
  private static void read(UUID order, String lastEventId, List<Frame> frames) {
    try (Stream<String> lines = stream(order, lastEventId).body()) {
      int[] id = new int[1];
      lines.forEach(
          line -> {
            if (line.startsWith("id:")) {
              id[0] = Integer.parseInt(line.substring(3).strip());
            } else if (line.startsWith("data:")) {
              String status = JSON.readTree(line.substring(5)).path("status").asString();
              frames.add(new Frame(id[0], status));
            }
          });
    } catch (UncheckedIOException _) {
      // it broke
    }
  }

  private static HttpResponse<Stream<String>> stream(UUID order, String lastEventId) {
    return Api.send(
        "/orders/" + order + "/events",
        request -> {
          Api.as("storefront").authorize(request);
          request.header("Accept", "text/event-stream");
          if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
          }
        },
        HttpResponse.BodyHandlers.ofLines());
  }
}
