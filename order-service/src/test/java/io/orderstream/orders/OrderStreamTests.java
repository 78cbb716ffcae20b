package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.orders.LiveStream.Event;
import io.orderstream.orders.following.OrderFollowers;
import io.orderstream.testing.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class OrderStreamTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderFollowers followers;
  @Autowired private MeterRegistry meters;
  @Autowired private JdbcClient jdbc;

  private final List<LiveStream> opened = new ArrayList<>();

  @AfterEach
  void leavesNothingBehind() {
    opened.forEach(LiveStream::close);
    await().untilAsserted(() -> assertThat(openStreams()).isZero());
    assertThat(followers.followed()).isEmpty();
  }

  @Test
  void beginsWithThePresentStateAndEndsWhenTheOrderIsSettled() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    LiveStream stream = stream(order);

    assertThat(stream.response().headers().firstValue("Content-Type"))
        .hasValue(MediaType.TEXT_EVENT_STREAM_VALUE);
    assertThat(stream.response().headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(stream.events(1)).containsExactly(new Event(1, get(order)));
    inventory.publish(Inventory.reserved(order));
    List<Event> events = stream.untilEnd();
    assertThat(events).extracting(Event::id).containsExactly(1, 2);
    assertThat(events.getLast()).isEqualTo(new Event(2, get(order)));
    assertThat(events.getLast().status()).isEqualTo("CONFIRMED");
  }

  @Test
  void tellsEverybodyWhoListens() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    List<LiveStream> streams = List.of(stream(order), stream(order));

    inventory.publish(Inventory.rejected(order));

    for (LiveStream stream : streams) {
      assertThat(stream.untilEnd()).last().extracting(Event::status).isEqualTo("REJECTED");
    }
  }

  @Test
  void tellsOfACancellation() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    LiveStream stream = stream(order);
    stream.events(1);

    storefront.cancels(order).expectStatus().isOk();

    assertThat(stream.untilEnd()).extracting(Event::status).containsExactly("PENDING", "CANCELLED");
  }

  @Test
  void goesOnWithWhatTheClientDoesNotKnow() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    JsonNode pending = get(order);
    inventory.publish(Inventory.reserved(order));
    await().until(() -> storefront.statusOf(order).equals("CONFIRMED"));
    JsonNode confirmed = get(order);
    storefront.cancels(order).expectStatus().isOk();
    JsonNode cancelled = get(order);

    assertThat(stream(order, "Last-Event-ID", "0").untilEnd())
        .containsExactly(new Event(1, pending), new Event(2, confirmed), new Event(3, cancelled));
    assertThat(stream(order, "Last-Event-ID", "2").untilEnd())
        .containsExactly(new Event(3, cancelled));
    assertThat(stream(order).untilEnd()).containsExactly(new Event(3, cancelled));
  }

  @Test
  void showsThePresentStateWhereTheHistoryHasAGap() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    storefront.cancels(order).expectStatus().isOk();
    jdbc.sql("update orders set history = '[]' where id = ?").param(order).update();

    assertThat(stream(order, "Last-Event-ID", "1").untilEnd())
        .containsExactly(new Event(2, get(order)));
  }

  @Test
  void saysWhyAnOrderWasRejectedNotBeforeItWas() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    JsonNode pending = get(order);
    inventory.publish(Inventory.rejected(order));
    await().until(() -> storefront.statusOf(order).equals("REJECTED"));

    assertThat(stream(order, "Last-Event-ID", "0").untilEnd())
        .containsExactly(new Event(1, pending), new Event(2, get(order)));
  }

  @Test
  void waitsForWhatIsNewerThanTheClientKnows() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    LiveStream stream = stream(order, "Last-Event-ID", "1");

    inventory.publish(Inventory.reserved(order));

    assertThat(stream.untilEnd()).extracting(Event::id).containsExactly(2);
  }

  @Test
  void sendsAClientAwayThatKnowsHowItEnded() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    storefront.cancels(order).expectStatus().isOk();

    asksFor(order, "2").expectStatus().isNoContent().expectBody().isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "-1", "+1", "1.5", "0x1", "last", "99999999999"})
  void refusesWhatIsNoEventOfTheOrder(String lastEventId) {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    asksFor(order, lastEventId)
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("invalid-parameter")
        .jsonPath("$.errors[0].parameter")
        .isEqualTo("Last-Event-ID");
  }

  @Test
  void opensNothingForThoseWhoOnlyWantTheHeaders() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .http()
        .head()
        .uri("/api/v1/orders/{id}/events", order)
        .accept(MediaType.TEXT_EVENT_STREAM)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.TEXT_EVENT_STREAM);

    assertThat(openStreams()).isZero();
  }

  @Test
  void knowsNoOtherOrders() {
    asksFor(UUID.randomUUID(), "0")
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-not-found");
  }

  @Test
  void knowsNoOrdersOfOtherCustomers() {
    String customer = "customer-" + UUID.randomUUID();
    UUID order = storefront.orders(customer, inventory.offers("1.00", "EUR"), 1);

    storefront
        .shopper("customer-" + UUID.randomUUID())
        .get()
        .uri("/api/v1/orders/{id}/events", order)
        .accept(MediaType.TEXT_EVENT_STREAM)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("There is no order " + order);
    streamWith(Tokens.of(customer, "orders"), order).events(1);
  }

  @Test
  void endsWithTheAccessToken() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    Instant expiry = Instant.now().plusSeconds(2);
    String token =
        Tokens.sign(
            Tokens.claims("storefront", "orders:any").expirationTime(Date.from(expiry)).build());

    List<Event> events = streamWith(token, order).untilEnd();

    assertThat(Instant.now()).isBetween(expiry.minusSeconds(1), expiry.plusSeconds(5));
    assertThat(events).extracting(Event::id).containsExactly(1);
  }

  @Test
  void givesSignsOfLife() {
    LiveStream stream = stream(storefront.orders(inventory.offers("1.00", "EUR"), 1));

    await().untilAsserted(() -> assertThat(stream.comments()).hasSizeGreaterThan(2));

    assertThat(stream.comments()).first().asString().matches("retry: [1-4]\\d{3}");
    assertThat(stream.comments()).last().isEqualTo(": heartbeat");
  }

  @Test
  void takesSoManyStreamsOfACustomerAndNoMore() {
    String sku = inventory.offers("1.00", "EUR");
    String customer = "customer-" + UUID.randomUUID();
    UUID order = storefront.orders(customer, sku, 1);
    for (int i = 0; i < OrderServiceTest.MAX_STREAMS_PER_CUSTOMER; i++) {
      stream(order).events(1);
    }

    asksFor(order, "0")
        .expectStatus()
        .isEqualTo(429)
        .expectHeader()
        .valueEquals("Retry-After", "5")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("too-many-streams");

    stream(storefront.orders(sku, 1)).events(1);
    opened.removeFirst().close();
    await().until(() -> openStreams() == OrderServiceTest.MAX_STREAMS_PER_CUSTOMER);
    stream(order).events(1);
  }

  @Test
  void takesSoManyStreamsAndNoMore() {
    String sku = inventory.offers("1.00", "EUR");
    UUID order = storefront.orders(sku, 1);
    for (int i = 0; i < OrderServiceTest.MAX_STREAMS; i++) {
      if (i % OrderServiceTest.MAX_STREAMS_PER_CUSTOMER == 0) {
        order = storefront.orders(sku, 1);
      }
      stream(order).events(1);
    }

    asksFor(storefront.orders(sku, 1), "0")
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .valueEquals("Retry-After", "5")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("service-unavailable");
  }

  private LiveStream stream(UUID order, String... headers) {
    return streamWith(Tokens.of("storefront", "orders:any"), order, headers);
  }

  private LiveStream streamWith(String token, UUID order, String... headers) {
    LiveStream stream =
        LiveStream.open(storefront.uri("/api/v1/orders/" + order + "/events"), token, headers);
    opened.add(stream);
    return stream;
  }

  private RestTestClient.ResponseSpec asksFor(UUID order, String lastEventId) {
    return storefront
        .http()
        .get()
        .uri("/api/v1/orders/{id}/events", order)
        .accept(MediaType.TEXT_EVENT_STREAM)
        .header("Last-Event-ID", lastEventId)
        .exchange();
  }

  private JsonNode get(UUID order) {
    return storefront.gets(order).returnResult(JsonNode.class).getResponseBody();
  }

  private double openStreams() {
    return meters.get("orders.streams").gauge().value();
  }
}
