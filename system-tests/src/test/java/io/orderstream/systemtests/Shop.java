package io.orderstream.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.client.ApiException;
import io.orderstream.client.items.Item;
import io.orderstream.client.items.ItemDefinition;
import io.orderstream.client.items.ItemsApi.APIAdjustStockRequest;
import io.orderstream.client.items.ItemsApi.APIDefineItemRequest;
import io.orderstream.client.items.ItemsApi.APIGetItemRequest;
import io.orderstream.client.items.Money;
import io.orderstream.client.items.StockCorrection;
import io.orderstream.client.notifications.Notification;
import io.orderstream.client.notifications.NotificationsApi.APIListNotificationsRequest;
import io.orderstream.client.orders.Order;
import io.orderstream.client.orders.OrderList;
import io.orderstream.client.orders.OrdersApi;
import io.orderstream.client.orders.OrdersApi.APIGetOrderRequest;
import io.orderstream.client.orders.OrdersApi.APIListOrdersRequest;
import io.orderstream.client.orders.OrdersApi.APIPlaceOrderRequest;
import io.orderstream.client.orders.PlaceOrderLine;
import io.orderstream.client.orders.PlaceOrderRequest;
import io.orderstream.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A storefront that acts for one customer, and the staff who fill its shelves. */
final class Shop {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String customer = "customer-" + UUID.randomUUID();
  private final OrdersApi orders = Api.as("storefront").orders();
  private final List<OrdersApi> entrances;
  private final AtomicInteger turn = new AtomicInteger();

  Shop() {
    this(Api.GATEWAY);
  }

  /** A shop behind several gateways, which take turns at its orders. */
  Shop(String... gateways) {
    entrances = Stream.of(gateways).map(Api.as("storefront")::ordersThrough).toList();
  }

  String customer() {
    return customer;
  }

  String email() {
    return customer + "@example.org";
  }

  /** A new item with the given stock, which order-service has heard of. */
  static String stock(int quantity) throws Exception {
    String sku = "T-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    Api staff = Api.as("staff");
    staff
        .items()
        .defineItem(
            APIDefineItemRequest.newBuilder()
                .sku(sku)
                .itemDefinition(
                    new ItemDefinition()
                        .name("Test " + sku)
                        .unitPrice(new Money().amount("12.50").currency("EUR")))
                .build());
    if (quantity > 0) {
      staff
          .items()
          .adjustStock(
              APIAdjustStockRequest.newBuilder()
                  .sku(sku)
                  .stockCorrection(new StockCorrection().delta(quantity).reason("delivery"))
                  .build());
    }
    Events items = new Events(Topics.ITEM_STATE);
    Waiting.until(() -> assertThat(items.byKey()).containsKey(sku));
    items.awaitConsumedBy("order-service");
    return sku;
  }

  static Item item(String sku) throws ApiException {
    return Api.as("staff").items().getItem(APIGetItemRequest.newBuilder().sku(sku).build());
  }

  PlaceOrderRequest request(String sku, int quantity) {
    return new PlaceOrderRequest()
        .customerId(customer)
        .email(email())
        .addLinesItem(new PlaceOrderLine().sku(sku).quantity(quantity));
  }

  /**
   * Places an order as often as it takes, always with the same key.
   *
   * @return its id, or null where even the patient get no answer
   */
  UUID placeUntilAnswered(String sku, int quantity, Attempts attempts) {
    String key = UUID.randomUUID().toString();
    int first = turn.getAndIncrement();
    for (int attempt = 0; attempts.another(); attempt++) {
      OrdersApi entrance = entrances.get(Math.floorMod(first + attempt, entrances.size()));
      try {
        return entrance.placeOrder(placing(request(sku, quantity), key)).getId();
      } catch (ApiException e) {
        attempts.failed(e);
        LockSupport.parkNanos(PAUSE.toNanos()); // as a client does between two attempts
      }
    }
    return null;
  }

  /** Places an order that must be accepted at once. */
  Order placed(String sku, int quantity) throws ApiException {
    return orders.placeOrder(placing(request(sku, quantity), UUID.randomUUID().toString()));
  }

  static APIPlaceOrderRequest placing(PlaceOrderRequest request, String key) {
    return APIPlaceOrderRequest.newBuilder().idempotencyKey(key).placeOrderRequest(request).build();
  }

  Order order(UUID id) throws ApiException {
    return orders.getOrder(APIGetOrderRequest.newBuilder().id(id).build());
  }

  /** What the customer was told about an order. */
  List<Notification> notifications(UUID order) throws ApiException {
    return Api.as("storefront")
        .notifications()
        .listNotifications(APIListNotificationsRequest.newBuilder().orderId(order).build())
        .getData();
  }

  Order.StatusEnum status(UUID id) throws ApiException {
    return order(id).getStatus();
  }

  /** Ids of all orders of this customer in a state, over all pages. */
  List<UUID> orders(Order.StatusEnum status) throws ApiException {
    List<UUID> ids = new ArrayList<>();
    UUID after = null;
    do {
      OrderList page =
          orders.listOrders(
              APIListOrdersRequest.newBuilder()
                  .customerId(customer)
                  .status(status.getValue())
                  .limit(100)
                  .after(after)
                  .build());
      page.getData().forEach(order -> ids.add(order.getId()));
      after = page.getNextCursor();
    } while (after != null);
    return ids;
  }

  /** How long somebody goes on trying. */
  interface Attempts {

    Attempts ENDLESS =
        new Attempts() {
          @Override
          public boolean another() {
            return true;
          }

          @Override
          public void failed(ApiException e) {}
        };

    boolean another();

    void failed(ApiException e);
  }
}
