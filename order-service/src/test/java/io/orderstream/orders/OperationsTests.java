package io.orderstream.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@OrderServiceTest
class OperationsTests {

  @Autowired private Storefront storefront;
  @Autowired private Inventory inventory;
  @Autowired private JdbcClient jdbc;

  @Test
  void countsTheOrdersThatInventoryDoesNotAnswer() {
    UUID order = storefront.orders(inventory.offers("1.00", "EUR"), 1);
    double before = stuck();

    jdbc.sql("update orders set placed_at = placed_at - interval '6 minutes' where id = ?")
        .param(order)
        .update();

    assertThat(stuck()).isEqualTo(before + 1);
  }

  @Test
  void describesItsApi() {
    JsonNode api =
        storefront
            .http()
            .get()
            .uri("/v3/api-docs")
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(JsonNode.class)
            .getResponseBody();

    assertThat(api.get("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/api/v1/orders", "/api/v1/orders/{id}", "/api/v1/orders/{id}/cancellation");
    JsonNode responses = api.get("paths").get("/api/v1/orders").get("post").get("responses");
    assertThat(responses.at("/422/content/application~1problem+json/schema/$ref").stringValue())
        .isEqualTo("#/components/schemas/Problem");
    assertThat(responses.at("/201/content/application~1json/schema/$ref").stringValue())
        .isEqualTo("#/components/schemas/Order");
    assertThat(api.at("/components/schemas").propertyNames())
        .containsExactlyInAnyOrder(
            "InvalidField",
            "Money",
            "Order",
            "OrderLine",
            "OrderList",
            "PlaceOrderLine",
            "PlaceOrderRequest",
            "Problem",
            "RefusedItem");
  }

  private double stuck() {
    String metrics =
        storefront
            .http()
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(String.class)
            .getResponseBody();
    return metrics
        .lines()
        .filter(line -> line.startsWith("orders_stuck"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
