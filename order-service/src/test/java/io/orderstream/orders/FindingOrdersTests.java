package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class FindingOrdersTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;

  @Test
  void saysSoWhenAnOrderHasNotChanged() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);

    storefront
        .http()
        .get()
        .uri("/api/v1/orders/{id}", order)
        .header("If-None-Match", "\"1\"")
        .exchange()
        .expectStatus()
        .isNotModified()
        .expectBody()
        .isEmpty();
  }

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
                        .queryParam("limit", 1)
                        .build(customer))
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(byte[].class)
            .getResponseHeaders()
            .getFirst("Link");

    assertThat(link)
        .contains("customerId=c%2F%26%2B%25", "after=" + older)
        .endsWith("; rel=\"next\"");
  }

  private RestTestClient.ResponseSpec list(String uri) {
    return storefront.http().get().uri(uri).exchange().expectStatus().isOk();
  }
}
