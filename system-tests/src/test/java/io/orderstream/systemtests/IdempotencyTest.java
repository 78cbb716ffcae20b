package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderstream.client.ApiException;
import io.orderstream.client.ApiResponse;
import io.orderstream.client.items.ItemsApi.APIAdjustStockRequest;
import io.orderstream.client.items.StockCorrection;
import io.orderstream.client.orders.Order;
import io.orderstream.client.orders.OrdersApi;
import io.orderstream.client.orders.OrdersApi.APIPlaceOrderRequest;
import io.orderstream.client.orders.PlaceOrderRequest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@OnStack
class IdempotencyTest {

  private final Shop shop = new Shop();
  private final OrdersApi orders = Api.as("storefront").orders();
  private final String key = UUID.randomUUID().toString();

  @Test
  void fiftyIdenticalRequestsAtOnceMakeOneOrder() throws Exception {
    APIPlaceOrderRequest request = Shop.placing(shop.request(Shop.stock(100), 1), key);

    List<Object> answers;
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Object> client = () -> answer(request);
      answers =
          clients.invokeAll(Collections.nCopies(50, client)).stream()
              .map(Future::resultNow)
              .toList();
    }

    Order order = orders.placeOrder(request);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              if (answer instanceof ApiException refused) {
                assertThat(refused.getCode()).as(refused.getMessage()).isEqualTo(409);
                assertThat(refused.getResponseBody()).contains("idempotency-key-in-use");
                assertThat(refused.getResponseHeaders().firstValue("Retry-After")).isPresent();
              } else {
                assertThat(answer).isEqualTo(order);
              }
            })
        .contains(order);
    Waiting.until(() -> assertThat(shop.orders(Order.StatusEnum.CONFIRMED)).hasSize(1));
    assertThat(shop.orders(Order.StatusEnum.PENDING)).isEmpty();
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswerAgain() throws Exception {
    APIPlaceOrderRequest request = Shop.placing(shop.request(Shop.stock(100), 1), key);
    ApiResponse<Order> first = orders.placeOrderWithHttpInfo(request);
    Waiting.until(
        () ->
            assertThat(shop.status(first.getData().getId())).isEqualTo(Order.StatusEnum.CONFIRMED));

    ApiResponse<Order> second = orders.placeOrderWithHttpInfo(request);

    assertThat(second.getStatusCode()).isEqualTo(201);
    assertThat(second.getData()).isEqualTo(first.getData());
    assertThat(second.getHeaders()).containsEntry("idempotency-replayed", List.of("true"));
    assertThat(second.getHeaders().get("location")).isEqualTo(first.getHeaders().get("location"));
    assertThat(second.getHeaders().get("etag")).isEqualTo(first.getHeaders().get("etag"));
    assertThat(first.getHeaders()).doesNotContainKey("idempotency-replayed");
  }

  @Test
  void aKeyThatWasUsedForAnotherOrderIsRefused() throws Exception {
    String sku = Shop.stock(100);
    orders.placeOrder(Shop.placing(shop.request(sku, 1), key));

    ApiException refused = refused(shop.request(sku, 2));

    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(refused.getResponseBody()).contains("idempotency-key-reused");
  }

  @Test
  void theKeysOfTwoCallersAreDifferentKeys() throws Exception {
    String sku = Shop.stock(100);
    PlaceOrderRequest own = shop.request(sku, 1).customerId(null);
    Order alices = Api.as("alice").orders().placeOrder(Shop.placing(own, key));

    Order bobs = Api.as("bob").orders().placeOrder(Shop.placing(own, key));

    assertThat(bobs.getId()).isNotEqualTo(alices.getId());
    assertThat(bobs.getCustomerId()).isEqualTo("bob");
  }

  @Test
  void aRefusedRequestCanBeRepeatedOnceItCanBeServed() throws Exception {
    String unknown = "T-" + UUID.randomUUID().toString().substring(0, 8);
    assertThat(refused(shop.request(unknown, 1)).getCode()).isEqualTo(422);

    Order order = orders.placeOrder(Shop.placing(shop.request(Shop.stock(1), 1), key));

    assertThat(order.getId()).isNotNull();
  }

  @Test
  void anAdjustmentThatIsRepeatedHappensOnce() throws Exception {
    String sku = Shop.stock(0);
    var adjusting =
        APIAdjustStockRequest.newBuilder()
            .sku(sku)
            .idempotencyKey(key)
            .stockCorrection(new StockCorrection().delta(7).reason("delivery"))
            .build();

    var first = Api.as("staff").items().adjustStock(adjusting);
    var second = Api.as("staff").items().adjustStockWithHttpInfo(adjusting);

    assertThat(second.getData()).isEqualTo(first);
    assertThat(second.getHeaders()).containsEntry("idempotency-replayed", List.of("true"));
    assertThat(Shop.item(sku).getAvailable()).isEqualTo(7);
  }

  private ApiException refused(PlaceOrderRequest request) {
    return catchThrowableOfType(
        ApiException.class, () -> orders.placeOrder(Shop.placing(request, key)));
  }

  private Object answer(APIPlaceOrderRequest request) {
    try {
      return orders.placeOrder(request);
    } catch (ApiException e) {
      return e;
    }
  }
}
