package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class FindingOrdersTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;

  @Test
  void knowsNoOtherOrders() {
    UUID unknown = UUID.randomUUID();

    storefront
        .gets(unknown)
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("order-not-found")
        .jsonPath("$.correlationId")
        .isNotEmpty();
  }

  @Test
  void listsACustomersOrdersNewestFirstPageByPage() {
    String customer = "customer-" + UUID.randomUUID();
    String sku = inventory.offers("1.00", "EUR");
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(storefront.orders(customer, sku, 1).toString());
    }
    storefront.orders("customer-" + UUID.randomUUID(), sku, 1);

    List<String> listed = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    String next = "/api/v1/orders?customerId=" + customer + "&limit=2";
    while (next != null) {
      var page = list(next).returnResult(JsonNode.class);
      JsonNode orders = page.getResponseBody().get("data");
      orders.forEach(order -> listed.add(order.get("id").stringValue()));
      pages.add(orders.size());
      String link = page.getResponseHeaders().getFirst("Link");
      assertThat(page.getResponseBody().get("nextCursor").isNull()).isEqualTo(link == null);
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }

    assertThat(listed).isEqualTo(newestFirst);
    assertThat(pages).containsExactly(2, 2, 1);
  }

  @Test
  void listsOnlyTheStatusAskedFor() {
    String customer = "customer-" + UUID.randomUUID();
    String sku = inventory.offers("1.00", "EUR");
    UUID cancelled = storefront.orders(customer, sku, 1);
    storefront.cancels(cancelled).expectStatus().isOk();
    storefront.orders(customer, sku, 1);

    list("/api/v1/orders?status=CANCELLED&customerId=" + customer)
        .expectBody()
        .jsonPath("$.data[*].id")
        .isEqualTo(List.of(cancelled.toString()));
  }

  @Test
  void listsTwentyOrdersOfAnybodyUnlessToldOtherwise() {
    String sku = inventory.offers("1.00", "EUR");
    for (int i = 0; i < 21; i++) {
      storefront.orders(sku, 1);
    }

    list("/api/v1/orders").expectBody().jsonPath("$.data.length()").isEqualTo(20);
  }

  @Test
  void listsWhatWasPlacedInATime() {
    String customer = "customer-" + UUID.randomUUID();
    String sku = inventory.offers("1.00", "EUR");
    List<UUID> orders = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      UUID order = storefront.orders(customer, sku, 1);
      Instant placedAt = placedAt(order);
      orders.add(order);
      times.add(placedAt);
      await().until(() -> Instant.now().isAfter(placedAt.plusMillis(2)));
    }

    assertThat(ids("customerId=%s&placedFrom=%s".formatted(customer, times.get(1))))
        .containsExactly(orders.get(2), orders.get(1));
    assertThat(ids("customerId=%s&placedBefore=%s".formatted(customer, times.get(1))))
        .containsExactly(orders.get(0));
    assertThat(
            ids(
                "customerId=%s&placedFrom=%s&placedBefore=%s&status=PENDING"
                    .formatted(customer, times.get(1), times.get(2))))
        .containsExactly(orders.get(1));
    assertThat(ids("customerId=%s&placedFrom=%s".formatted(customer, times.get(2).plusNanos(1))))
        .isEmpty();
    assertThat(
            ids(
                "customerId=%s&placedFrom=%s"
                    .formatted(customer, times.get(2).toString().replace("Z", "%2B00:00"))))
        .containsExactly(orders.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "placedFrom=-999999999-01-01T00:00:00Z, 1",
    "placedFrom=%2B999999999-12-31T23:59:59Z, 0",
    "placedBefore=-999999999-01-01T00:00:00Z, 0",
    "placedBefore=%2B999999999-12-31T23:59:59Z, 1"
  })
  void listsAlsoByTimesThatAreFarAway(String filter, int found) {
    String customer = "customer-" + UUID.randomUUID();
    storefront.orders(customer, inventory.offers("1.00", "EUR"), 1);

    assertThat(ids("customerId=" + customer + "&" + filter)).hasSize(found);
  }

  @Test
  void neitherSkipsNorRepeatsWhileOrdersArrive() {
    String customer = "customer-" + UUID.randomUUID();
    String sku = inventory.offers("1.00", "EUR");
    Set<UUID> before = new HashSet<>();
    for (int i = 0; i < 15; i++) {
      before.add(storefront.orders(customer, sku, 1));
    }
    AtomicBoolean listing = new AtomicBoolean(true);
    AtomicInteger arrived = new AtomicInteger();
    Callable<List<UUID>> arrivals =
        () -> {
          while (listing.get()) {
            storefront.orders(customer, sku, 1);
            arrived.incrementAndGet();
          }
          return List.of();
        };
    Callable<List<UUID>> walk =
        () -> {
          try {
            return walk("/api/v1/orders?limit=2&customerId=" + customer, arrived);
          } finally {
            listing.set(false);
          }
        };

    List<UUID> listed = Race.of(List.of(walk, arrivals, arrivals)).getFirst();

    assertThat(listed).doesNotHaveDuplicates().containsAll(before);
    assertThat(arrived).hasPositiveValue();
  }

  /** All pages, each read when more orders have arrived. */
  private List<UUID> walk(String first, AtomicInteger arrived) {
    List<UUID> listed = new ArrayList<>();
    String next = first;
    while (next != null) {
      int known = arrived.get();
      await().pollInSameThread().until(() -> arrived.get() > known);
      var page = list(next).returnResult(JsonNode.class);
      listed.addAll(ids(page.getResponseBody()));
      String link = page.getResponseHeaders().getFirst("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return listed;
  }

  @Test
  void keepsTheFiltersInTheLink() {
    String customer = "c/&+%" + UUID.randomUUID();
    String sku = inventory.offers("1.00", "EUR");
    storefront.orders(customer, sku, 1);
    UUID older = storefront.orders(customer, sku, 1);

    String link =
        storefront
            .http()
            .get()
            .uri(
                uri ->
                    uri.path("/api/v1/orders")
                        .queryParam("customerId", "{c}")
                        .queryParam("status", "PENDING")
                        .queryParam("placedFrom", "2026-01-01T00:00:00Z")
                        .queryParam("limit", 1)
                        .build(customer))
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(byte[].class)
            .getResponseHeaders()
            .getFirst("Link");

    assertThat(link)
        .contains(
            "customerId=c%2F%26%2B%25",
            "&status=PENDING", "&placedFrom=2026-01-01T00:00:00Z", "&limit=1", "&after=" + older)
        .endsWith("; rel=\"next\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "W/\"1\"", "\"7\", \"1\"", "\"7\",W/\"1\"", "*"})
  void saysSoWhenAnOrderHasNotChanged(String known) {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    getUnless(order, known)
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .valueEquals("ETag", "\"1\"")
        .expectBody()
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"2\"", "\"\"", "1", "nonsense", "\"1"})
  void showsAnOrderThatIsAnotherVersion(String known) {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    getUnless(order, known).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"");
  }

  @Test
  void showsAnOrderThatHasChanged() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    storefront.cancels(order).expectStatus().isOk();

    getUnless(order, "\"1\"").expectStatus().isOk();
    getUnless(order, "\"2\"").expectStatus().isNotModified();
  }

  private RestTestClient.ResponseSpec getUnless(UUID order, String known) {
    return storefront
        .http()
        .get()
        .uri("/api/v1/orders/{id}", order)
        .header("If-None-Match", known)
        .exchange();
  }

  private Instant placedAt(UUID order) {
    return Instant.parse(
        storefront
            .gets(order)
            .returnResult(JsonNode.class)
            .getResponseBody()
            .get("placedAt")
            .stringValue());
  }

  private List<UUID> ids(String query) {
    return ids(
        storefront
            .http()
            .get()
            .uri(storefront.uri("/api/v1/orders?" + query))
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(JsonNode.class)
            .getResponseBody());
  }

  private static List<UUID> ids(JsonNode page) {
    return page.get("data")
        .valueStream()
        .map(order -> UUID.fromString(order.get("id").stringValue()))
        .toList();
  }

  private RestTestClient.ResponseSpec list(String uri) {
    return storefront.http().get().uri(uri).exchange().expectStatus().isOk();
  }
}
