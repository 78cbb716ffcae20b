package io.orderstream.systemtests;

import static io.orderstream.client.orders.Order.StatusEnum.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnStack({
  "--brokers",
  "3",
  "--instances",
  "api-gateway=2,order-service=2,inventory-service=2,notification-service=2"
})
class SeveralInstancesTest {

  /** Enough that every lane of the outbox has some. */
  private static final int ORDERS_OVER_ALL_LANES = 60;

  @Test
  void nothingIsLostWhenAnInstanceOfEachServiceIsKilled() throws Exception {
    Trial.of(
        "kill -9 of one of two instances of each service",
        () -> {
          var instances = List.of("order-service", "inventory-service-2", "notification-service");
          instances.forEach(Stack::kill);
          Stack.run("up");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-service", "inventory-service", "notification-service"})
  @Tag("nightly")
  void nothingIsLostWhenInstancesAreKilledInTurn(String service) throws Exception {
    Trial.of(
        "kill -9 of both instances of %s in turn".formatted(service),
        () -> {
          for (String instance : List.of(service, service + "-2")) {
            Stack.kill(instance);
            Stack.restart(instance);
          }
        });
  }

  @Test
  @Tag("nightly")
  void nothingIsLostWhenGatewaysAreKilledInTurn() throws Exception {
    Trial.of(
        "kill -9 of both gateways in turn",
        new Shop(Api.GATEWAY, Api.SECOND_GATEWAY),
        () -> {
          Stack.kill("api-gateway-2");
          Stack.restart("api-gateway-2");
          Stack.kill("api-gateway");
          Stack.restart("api-gateway");
        });
  }

  @Test
  void nothingIsLostAndNobodyNoticesWhenOneOfThreeBrokersIsKilled() throws Exception {
    Trial.Outcome outcome =
        Trial.of(
            "kill -9 of one of three brokers",
            () -> {
              Stack.kill("kafka-2");
              Stack.restart("kafka-2");
            });

    assertThat(outcome.failedAttempts()).isZero();
  }

  @Test
  @Tag("nightly")
  void ordersAreAcceptedWhileTwoOfThreeBrokersAreDown() throws Exception {
    Shop shop = new Shop();
    String sku = Shop.stock(100);

    Trial.of(
        "kill -9 of two of three brokers",
        () -> {
          Stack.kill("kafka-2");
          Stack.kill("kafka-3");
          for (int i = 0; i < 10; i++) {
            shop.placed(sku, 1);
          }
          Stack.restart("kafka-2");
          Stack.restart("kafka-3");
        });

    assertThat(shop.orders(PENDING)).isEmpty();
  }

  @Test
  @Tag("nightly")
  void anInstanceThatHangsLosesItsLanes() throws Exception {
    Trial.of(
        "SIGSTOP of one of two instances of order-service, until its lanes have moved",
        () -> {
          Stack.pause("order-service-2");
          try {
            Shop shop = new Shop();
            String sku = Shop.stock(ORDERS_OVER_ALL_LANES);
            for (int i = 0; i < ORDERS_OVER_ALL_LANES; i++) {
              shop.placeUntilAnswered(sku, 1, Shop.Attempts.ENDLESS);
            }
            Waiting.until(() -> assertThat(shop.orders(PENDING)).isEmpty());
          } finally {
            Stack.resume("order-service-2");
          }
        });
  }
}
