package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.testing.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class StuckOrdersTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;

  @Test
  void listsWhatInventoryDoesNotAnswerOldestFirst() {
    String sku = inventory.offers("12.50", "EUR");
    UUID young = storefront.ordered(sku, Duration.ofMinutes(4));
    UUID old = storefront.ordered(sku, Duration.ofMinutes(6));
    UUID oldest = storefront.ordered(sku, Duration.ofDays(2));
    UUID settled = storefront.ordered(sku, Duration.ofDays(3));
    storefront.cancels(settled).expectStatus().isOk();

    List<JsonNode> stuck = stuck();

    assertThat(stuck)
        .extracting(order -> order.get("id").stringValue())
        .containsSubsequence(oldest.toString(), old.toString())
        .doesNotContain(young.toString(), settled.toString());
    JsonNode order =
        stuck.stream()
            .filter(each -> each.get("id").stringValue().equals(old.toString()))
            .findFirst()
            .orElseThrow();
    assertThat(order.at("/total/amount").stringValue()).isEqualTo("12.50");
    assertThat(Duration.parse(order.get("pendingFor").stringValue()))
        .isBetween(Duration.ofMinutes(6), Duration.ofMinutes(8));
    assertThat(order.propertyNames())
        .containsExactlyInAnyOrder("id", "customerId", "total", "placedAt", "pendingFor");
  }

  @Test
  void saysHowLongAnOrderMayBePending() {
    operator()
        .get()
        .uri("/api/v1/orders/stuck")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.stuckAfter")
        .isEqualTo("PT5M");
  }

  @Test
  void countsWhatInventoryDoesNotAnswer() {
    String sku = inventory.offers("1.00", "EUR");
    double before = count();

    storefront.ordered(sku, Duration.ofMinutes(6));

    assertThat(count()).isEqualTo(before + 1);
  }

  @Test
  void showsThemToOperatorsOnly() {
    storefront.http().get().uri("/api/v1/orders/stuck").exchange().expectStatus().isForbidden();
  }

  private List<JsonNode> stuck() {
    List<JsonNode> stuck = new ArrayList<>();
    String next = "/api/v1/orders/stuck?limit=1";
    while (next != null) {
      var page =
          operator().get().uri(next).exchange().expectStatus().isOk().returnResult(JsonNode.class);
      JsonNode body = page.getResponseBody();
      assertThat(body.get("data").size()).isLessThanOrEqualTo(1);
      body.get("data").forEach(stuck::add);
      String link = page.getResponseHeaders().getFirst("Link");
      assertThat(body.get("nextCursor").isNull()).isEqualTo(link == null);
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return stuck;
  }

  private double count() {
    return operator()
        .get()
        .uri("/actuator/prometheus")
        .exchange()
        .expectStatus()
        .isOk()
        .returnResult(String.class)
        .getResponseBody()
        .lines()
        .filter(line -> line.startsWith("orders_stuck"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private RestTestClient operator() {
    return storefront.callerWith(Tokens.of("ops", "ops"));
  }
}
