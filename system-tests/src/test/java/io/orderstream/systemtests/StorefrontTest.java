package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.CANCELLED;
import static io.orderstream.client.orders.Order.StatusEnum.CONFIRMED;
import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static io.orderstream.client.orders.Order.StatusEnum.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderstream.client.ApiException;
import io.orderstream.client.ApiResponse;
import io.orderstream.client.items.Item;
import io.orderstream.client.items.ItemDefinition;
import io.orderstream.client.items.ItemsApi.APIAdjustStockRequest;
import io.orderstream.client.items.ItemsApi.APIDefineItemRequest;
import io.orderstream.client.items.ItemsApi.APIListItemsRequest;
import io.orderstream.client.items.StockCorrection;
import io.orderstream.client.notifications.Notification;
import io.orderstream.client.orders.Money;
import io.orderstream.client.orders.Order;
import io.orderstream.client.orders.OrderList;
import io.orderstream.client.orders.OrdersApi;
import io.orderstream.client.orders.OrdersApi.APICancelOrderRequest;
import io.orderstream.client.orders.OrdersApi.APIListOrdersRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call of the REST API, as a storefront makes it. */
@OnStack
class StorefrontTest {

  private final Shop shop = new Shop();
  private final OrdersApi orders = Api.as("storefront").orders();

  @Test
  void anOrderIsPricedByTheCatalogueAndHasAnAddressAndATag() throws Exception {
    String sku = Shop.stock(10);

    ApiResponse<Order> answer =
        orders.placeOrderWithHttpInfo(
            Shop.placing(shop.request(sku, 3), UUID.randomUUID().toString()));

    Order order = answer.getData();
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getHeaders())
        .containsEntry("location", List.of("/api/v1/orders/" + order.getId()))
        .containsEntry("etag", List.of("\"1\""));
    assertThat(order.getStatus()).isEqualTo(PENDING);
    assertThat(order.getTotal()).isEqualTo(new Money().amount("37.50").currency("EUR"));
    assertThat(order.getLines())
        .singleElement()
        .satisfies(line -> assertThat(line.getUnitPrice().getAmount()).isEqualTo("12.50"));
  }

  @Test
  void aTotalThatIsNotTheExpectedOneIsRefused() throws Exception {
    String sku = Shop.stock(10);
    var request = shop.request(sku, 3).expectedTotal(new Money().amount("37.49").currency("EUR"));

    ApiException refused =
        refused(() -> orders.placeOrder(Shop.placing(request, UUID.randomUUID().toString())));

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getResponseBody()).contains("price-changed", "37.50");
  }

  @Test
  void anOrderThatHasNotChangedIsNotSentAgain() throws Exception {
    Order order = shop.placed(Shop.stock(10), 1);
    Waiting.until(() -> assertThat(shop.status(order.getId())).isEqualTo(CONFIRMED));

    assertThat(orderIfNot(order, "\"2\"").statusCode()).isEqualTo(304);
    assertThat(orderIfNot(order, "\"1\"").statusCode()).isEqualTo(200);
  }

  @Test
  void ordersAreListedNewestFirstByStateAndTime() throws Exception {
    String sku = Shop.stock(2);
    Order first = shop.placed(sku, 1);
    Order second = shop.placed(sku, 9);
    Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());

    assertThat(list(null, null)).containsExactly(second.getId(), first.getId());
    assertThat(shop.orders(CONFIRMED)).containsExactly(first.getId());
    assertThat(shop.orders(REJECTED)).containsExactly(second.getId());
    assertThat(list(second.getPlacedAt(), null)).containsExactly(second.getId());
    assertThat(list(null, second.getPlacedAt())).containsExactly(first.getId());
  }

  @Test
  void pagesNeitherSkipNorRepeatOrdersWhileNewOnesArrive() throws Exception {
    String sku = Shop.stock(1000);
    List<UUID> placed = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      placed.addFirst(shop.placed(sku, 1).getId());
    }
    AtomicBoolean listed = new AtomicBoolean();

    List<UUID> seen = new ArrayList<>();
    try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Void> newcomers =
          () -> {
            while (!listed.get()) {
              shop.placed(sku, 1);
            }
            return null;
          };
      var arriving = background.submit(newcomers);
      UUID after = null;
      do {
        OrderList page =
            orders.listOrders(
                APIListOrdersRequest.newBuilder()
                    .customerId(shop.customer())
                    .limit(3)
                    .after(after)
                    .build());
        page.getData().forEach(order -> seen.add(order.getId()));
        after = page.getNextCursor();
      } while (after != null);
      listed.set(true);
      arriving.get();
    }

    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(placed);
  }

  @Test
  void aCancellationMeansTheVersionThatItNames() throws Exception {
    String sku = Shop.stock(5);
    UUID order = shop.placed(sku, 5).getId();
    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo(CONFIRMED));

    assertThat(refused(() -> cancel(order, "\"1\"")).getCode()).isEqualTo(412);
    assertThat(cancel(order, "\"2\"").getStatus()).isEqualTo(CANCELLED);
    assertThat(cancel(order, null).getStatus()).isEqualTo(CANCELLED);

    Waiting.until(() -> assertThat(Shop.item(sku).getAvailable()).isEqualTo(5));
  }

  @Test
  void aRejectedOrderCannotBeCancelled() throws Exception {
    UUID order = shop.placed(Shop.stock(1), 5).getId();
    Waiting.until(() -> assertThat(shop.status(order)).isEqualTo(REJECTED));

    ApiException refused = refused(() -> cancel(order, null));

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getResponseBody()).contains("order-state-conflict");
  }

  @Test
  void cancellationsThatRaceReservationsEndCancelledWithTheStockBack() throws Exception {
    String sku = Shop.stock(40);

    try (var clients = Executors.newFixedThreadPool(8)) {
      Callable<Order> hasty = () -> cancel(shop.placed(sku, 1).getId(), null);
      for (var cancelled : clients.invokeAll(Collections.nCopies(40, hasty))) {
        assertThat(cancelled.get().getStatus()).isEqualTo(CANCELLED);
      }
    }

    assertThat(shop.orders(CANCELLED)).hasSize(40);
    Waiting.until(() -> assertThat(Shop.item(sku).getAvailable()).isEqualTo(40));
    assertThat(Shop.item(sku).getReserved()).isZero();
    assertThat(shop.orders(CANCELLED)).hasSize(40);
  }

  @Test
  void theCatalogueIsListedPageByPage() throws Exception {
    var items = Api.as("alice").items();

    var first = items.listItems(APIListItemsRequest.newBuilder().limit(50).build());
    var second =
        items.listItems(
            APIListItemsRequest.newBuilder().limit(50).after(first.getNextCursor()).build());

    assertThat(first.getData()).hasSize(50).extracting(Item::getSku).isSorted();
    assertThat(second.getData().getFirst().getSku())
        .isGreaterThan(first.getData().getLast().getSku());
  }

  @Test
  void anItemIsRedefinedOnlyAsTheVersionThatItsEditorSaw() throws Exception {
    String sku = Shop.stock(3);
    String seen = tag(sku);

    define(sku, "25.00", seen);

    assertThat(Shop.item(sku).getUnitPrice().getAmount()).isEqualTo("25.00");
    assertThat(refused(() -> define(sku, "30.00", seen)).getCode()).isEqualTo(412);
  }

  @Test
  void stockNeverFallsBelowZero() throws Exception {
    String sku = Shop.stock(3);

    ApiException refused =
        refused(
            () ->
                Api.as("staff")
                    .items()
                    .adjustStock(
                        APIAdjustStockRequest.newBuilder()
                            .sku(sku)
                            .stockCorrection(new StockCorrection().delta(-4).reason("broken"))
                            .build()));

    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(Shop.item(sku).getAvailable()).isEqualTo(3);
  }

  @Test
  void customersSeeWhatTheyWereTold() throws Exception {
    UUID order = shop.placed(Shop.stock(1), 1).getId();

    Waiting.until(
        () ->
            assertThat(shop.notifications(order))
                .extracting(Notification::getStatus)
                .containsExactly(Notification.StatusEnum.SENT, Notification.StatusEnum.SENT));
  }

  @ParameterizedTest(name = "{1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | POST | /orders | {\"lines\":[ ",
        "400 | POST | /orders | ",
        "422 | POST | /orders | {\"customerId\":\"ada\",\"lines\":[]}",
        "422 | POST | /orders | {\"customerId\":\"ada\",\"lines\":[{\"sku\":\"X\",\"quantity\":0}]}",
        "422 | POST | /orders | {\"customerId\":\"ada\",\"lines\":[{\"sku\":\"X\",\"quantity\":1e400}]}",
        "422 | POST | /orders | {\"customerId\":\"ada\",\"lines\":[{\"sku\":\"X\",\"quantity\":1}],\"price\":1}",
        "422 | POST | /orders | {\"customerId\":\"ada\",\"lines\":[{\"sku\":\"NO-SUCH-ITEM\",\"quantity\":1}]}",
        "400 | GET | /orders/17 | ",
        "400 | GET | /orders?limit=101 | ",
        "400 | GET | /orders?after=yesterday | ",
        "400 | GET | /orders?status=LOST | ",
        "400 | GET | /orders?placedFrom=yesterday | ",
        "405 | DELETE | /orders | ",
        "404 | GET | /nothing | ",
      })
  void badInputIsToldWhatIsWrongWithIt(int status, String method, String path, String body) {
    HttpResponse<String> answer =
        Api.as("storefront")
            .send(
                path,
                request ->
                    request
                        .header("Content-Type", "application/json")
                        .method(
                            method,
                            body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).doesNotContain("Exception", "io.orderstream", "\tat ");
  }

  @Test
  void aBodyThatNoOrderNeedsIsRefused() {
    byte[] huge = new byte[10_000_000];

    HttpResponse<String> answer =
        Api.as("storefront")
            .send(
                "/orders",
                request ->
                    request
                        .header("Content-Type", "application/json")
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArray(huge)));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> orderIfNot(Order order, String tag) {
    return Api.as("storefront")
        .send("/orders/" + order.getId(), request -> request.header("If-None-Match", tag).GET());
  }

  private List<UUID> list(OffsetDateTime from, OffsetDateTime before) throws ApiException {
    return orders
        .listOrders(
            APIListOrdersRequest.newBuilder()
                .customerId(shop.customer())
                .placedFrom(from)
                .placedBefore(before)
                .build())
        .getData()
        .stream()
        .map(Order::getId)
        .toList();
  }

  private Order cancel(UUID order, String ifMatch) throws ApiException {
    return orders.cancelOrder(
        APICancelOrderRequest.newBuilder().id(order).ifMatch(ifMatch).build());
  }

  private static String tag(String sku) {
    return Api.as("staff")
        .send("/items/" + sku, HttpRequest.Builder::GET)
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private static Item define(String sku, String price, String ifMatch) throws ApiException {
    return Api.as("staff")
        .items()
        .defineItem(
            APIDefineItemRequest.newBuilder()
                .sku(sku)
                .ifMatch(ifMatch)
                .itemDefinition(
                    new ItemDefinition()
                        .name("Test " + sku)
                        .unitPrice(
                            new io.orderstream.client.items.Money().amount(price).currency("EUR")))
                .build());
  }

  private static ApiException refused(ThrowingCallable call) {
    return catchThrowableOfType(ApiException.class, call);
  }
}
