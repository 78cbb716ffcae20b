package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.orders.OrderTopic.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatusCode;

@OrderServiceTest
class CancellingOrdersTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private OrderTopic topic;

  @Test
  void cancelsAPendingOrder() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .cancels(order)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"2\"")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("CANCELLED");

    Published cancelled = topic.eventsOf(order, 2).getLast();
    assertThat(cancelled.type()).isEqualTo(OrderCancelled.TYPE);
    assertThat(cancelled.version()).isEqualTo(2);
    assertThat(cancelled.json().at("/data/cancelledAt")).isEqualTo(cancelled.json().get("time"));
  }

  @Test
  void leavesACancelledOrderAsItIs() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    storefront.cancels(order).expectStatus().isOk();

    storefront.cancels(order).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
  }

  @Test
  void refusesToCancelARejectedOrder() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    inventory.publish(Inventory.rejected(order));
    await().until(() -> storefront.statusOf(order).equals("REJECTED"));

    storefront
        .cancels(order)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-state-conflict");
  }

  @Test
  void cancelsOnlyTheVersionAskedFor() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .cancels(order, "\"7\"")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("version-conflict");
    storefront.cancels(order, "W/\"1\"").expectStatus().isEqualTo(412);
    assertThat(storefront.statusOf(order)).isEqualTo("PENDING");

    storefront.cancels(order, "\"7\", \"1\"").expectStatus().isOk();
  }

  @Test
  void cancelsAnyVersionIfAskedTo() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront.cancels(order, "*").expectStatus().isOk();
  }

  @Test
  void knowsNoOtherOrders() {
    storefront
        .cancels(UUID.randomUUID())
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-not-found");
  }

  @Test
  void endsCancelledWhenItRacesTheReply() {
    String sku = inventory.offers("1.00", "EUR");
    List<UUID> orders = IntStream.range(0, 40).mapToObj(_ -> storefront.orders(sku, 1)).toList();

    List<CompletableFuture<HttpStatusCode>> answers = new ArrayList<>();
    for (UUID order : orders) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> storefront.cancels(order).returnResult(byte[].class).getStatus()));
      inventory.publish(Inventory.reserved(order));
    }

    assertThat(answers)
        .extracting(CompletableFuture::join)
        .allMatch(HttpStatusCode::is2xxSuccessful);
    for (UUID order : orders) {
      assertThat(storefront.statusOf(order)).isEqualTo("CANCELLED");
      List<Integer> versions =
          topic.eventsUntil(order, OrderCancelled.TYPE).stream().map(Published::version).toList();
      assertThat(versions).isIn(List.of(1, 2), List.of(1, 2, 3));
    }
  }

  @Test
  void cancelsOnceHoweverManyAskAtOnce() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    List<CompletableFuture<HttpStatusCode>> answers =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () -> storefront.cancels(order).returnResult(byte[].class).getStatus()))
            .toList();

    assertThat(answers)
        .extracting(CompletableFuture::join)
        .allMatch(HttpStatusCode::is2xxSuccessful);
    storefront.gets(order).expectHeader().valueEquals("ETag", "\"2\"");
  }
}
