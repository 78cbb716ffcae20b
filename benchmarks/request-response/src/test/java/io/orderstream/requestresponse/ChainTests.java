package io.orderstream.requestresponse;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ChainTests {

  private static Chain chain;

  private final String email = UUID.randomUUID() + "@example.org";

  @BeforeAll
  static void start() {
    chain = new Chain();
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void settlesAnOrderBeforeItAnswers() {
    String sku = chain.inventory.stocks(5);

    JsonNode order = body(chain.orders.orders(sku, 2, email).expectStatus().isCreated());

    assertThat(order.get("status").stringValue()).isEqualTo("CONFIRMED");
    assertThat(order.at("/lines/0/name").stringValue()).isEqualTo("Mug");
    assertThat(order.at("/lines/0/unitPrice/amount").stringValue()).isEqualTo("12.50");
    assertThat(order.at("/total/amount").stringValue()).isEqualTo("25.00");
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("3 available, 2 reserved");
    assertThat(chain.orders.get("/api/v1/orders/" + id(order))).isEqualTo(order);
  }

  @Test
  void hasBothMailsSentBeforeItAnswers() {
    String sku = chain.inventory.stocks(5);

    String order = id(body(chain.orders.orders(sku, 1, email)));

    assertThat(chain.mailServer.subjectsTo(email))
        .containsExactly(
            "We received your order " + order, "Your order " + order + " is confirmed");
    assertThat(mailsAbout(order)).containsExactly("RECEIVED SENT", "CONFIRMED SENT");
  }

  @Test
  void sendsTheMailsOfOneOrderAfterAnotherOverOneConnection() {
    String sku = chain.inventory.stocks(5);

    chain.orders.orders(sku, 1, email);
    chain.orders.orders(sku, 1, email);

    assertThat(chain.mailServer.subjectsTo(email)).hasSize(4);
    assertThat(chain.mailServer.connectionsFor(email)).isOne();
  }

  @Test
  void sendsMailsAfterTheMailServerHasHungUp() {
    String sku = chain.inventory.stocks(5);
    chain.orders.orders(sku, 1, email);

    chain.mailServer.restart();
    String order = id(body(chain.orders.orders(sku, 1, email)));

    assertThat(mailsAbout(order)).containsExactly("RECEIVED SENT", "CONFIRMED SENT");
  }

  @Test
  void rejectsAnOrderBeyondTheStock() {
    String sku = chain.inventory.stocks(5);

    JsonNode order = body(chain.orders.orders(sku, 6, email).expectStatus().isCreated());

    assertThat(order.get("status").stringValue()).isEqualTo("REJECTED");
    assertThat(order.at("/refused/0/available").intValue()).isEqualTo(5);
    assertThat(order.at("/total/amount").stringValue()).isEqualTo("75.00");
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("5 available, 0 reserved");
    assertThat(mailsAbout(id(order))).containsExactly("RECEIVED SENT", "REJECTED SENT");
  }

  @Test
  void reservesAllLinesOrNone() {
    String plenty = chain.inventory.stocks(5);
    String scarce = chain.inventory.stocks(1);

    JsonNode order = body(ordersTwo(plenty, scarce));

    assertThat(order.get("status").stringValue()).isEqualTo("REJECTED");
    assertThat(chain.inventory.stockOf(plenty)).isEqualTo("5 available, 0 reserved");
  }

  @Test
  void addsUpLinesOfTheSameItem() {
    String sku = chain.inventory.stocks(3);

    JsonNode order = body(ordersTwo(sku, sku));

    assertThat(order.get("status").stringValue()).isEqualTo("REJECTED");
    assertThat(order.at("/refused/0/requested").intValue()).isEqualTo(4);
  }

  @Test
  void placesOneOrderForTheSameKey() {
    String sku = chain.inventory.stocks(5);
    UUID key = UUID.randomUUID();

    String first = id(body(chain.orders.orders(key, order(sku)).expectStatus().isCreated()));
    ResponseSpec second = chain.orders.orders(key, order(sku)).expectStatus().isCreated();

    second.expectHeader().valueEquals("Idempotency-Replayed", "true");
    assertThat(id(body(second))).isEqualTo(first);
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("4 available, 1 reserved");
    assertThat(chain.mailServer.subjectsTo(email)).hasSize(2);
  }

  @Test
  void refusesAKeyThatBelongsToAnotherRequest() {
    UUID key = UUID.randomUUID();
    chain.orders.orders(key, order(chain.inventory.stocks(5)));

    problem(chain.orders.orders(key, order(chain.inventory.stocks(5))), 422)
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void finishesAnOrderThatWasLeftPendingWhenTheRequestIsRepeated() {
    String sku = chain.inventory.stocks(5);
    UUID key = UUID.randomUUID();
    String left = id(body(chain.orders.orders(key, order(sku))));
    chain
        .ordersDatabase()
        .sql("update orders set status = 'PENDING' where id = ?")
        .param(UUID.fromString(left))
        .update();

    JsonNode finished = body(chain.orders.orders(key, order(sku)).expectStatus().isCreated());

    assertThat(id(finished)).isEqualTo(left);
    assertThat(finished.get("status").stringValue()).isEqualTo("CONFIRMED");
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("4 available, 1 reserved");
  }

  @Test
  void refusesItemsThatNobodyKnows() {
    problem(chain.orders.orders("SKU-" + UUID.randomUUID(), 1, email), 422)
        .isEqualTo("unknown-item");
  }

  @Test
  void putsStockBackWhereTheTotalIsNotTheExpectedOne() {
    String sku = chain.inventory.stocks(5);
    String withTotal =
        order(sku)
            .replace(
                "\"lines\"",
                "\"expectedTotal\": {\"amount\": \"9.99\", \"currency\": \"EUR\"}, \"lines\"");

    problem(chain.orders.orders(UUID.randomUUID(), withTotal), 409).isEqualTo("price-changed");

    assertThat(chain.inventory.stockOf(sku)).isEqualTo("5 available, 0 reserved");
  }

  @Test
  void putsStockBackWhereTheOutcomeCannotBeStored() {
    String sku = chain.inventory.stocks(5);
    UUID key = UUID.randomUUID();
    String rule = "\"settles_no_" + email + "\"";
    chain
        .ordersDatabase()
        .sql(
            "alter table orders add constraint %s check (status = 'PENDING' or email <> '%s')"
                .formatted(rule, email))
        .update();

    problem(chain.orders.orders(key, order(sku)), 500).isEqualTo("internal-error");

    assertThat(chain.inventory.stockOf(sku)).isEqualTo("5 available, 0 reserved");
    chain.ordersDatabase().sql("alter table orders drop constraint " + rule).update();
    ResponseSpec again = chain.orders.orders(key, order(sku)).expectStatus().isCreated();
    again.expectHeader().doesNotExist("Idempotency-Replayed");
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("4 available, 1 reserved");
  }

  @Test
  void confirmsAnOrderWhoseMailsAreLost() {
    String sku = chain.inventory.stocks(5);
    Shop orders =
        chain.ordersWith(
            chain.inventory.address(), chain.notificationsWithoutMailServer().address());

    JsonNode order = body(orders.orders(sku, 1, email).expectStatus().isCreated());

    assertThat(order.get("status").stringValue()).isEqualTo("CONFIRMED");
    assertThat(mailsAbout(id(order))).containsExactly("RECEIVED FAILED", "CONFIRMED FAILED");
  }

  @Test
  void confirmsAnOrderWhileNotificationsIsAway() {
    String sku = chain.inventory.stocks(5);
    Shop orders = chain.ordersWith(chain.inventory.address(), Chain.UNUSED_ADDRESS);

    JsonNode order = body(orders.orders(sku, 1, email).expectStatus().isCreated());

    assertThat(order.get("status").stringValue()).isEqualTo("CONFIRMED");
  }

  @Test
  void refusesOrdersWhileInventoryIsAwayAndLeavesNothing() {
    String sku = chain.inventory.stocks(5);
    UUID key = UUID.randomUUID();
    Shop orders = chain.ordersWith(Chain.UNUSED_ADDRESS, chain.notifications.address());

    ResponseSpec refusal = orders.orders(key, order(sku));

    refusal.expectHeader().valueEquals("Retry-After", "1");
    problem(refusal, 503).isEqualTo("service-unavailable");
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("5 available, 0 reserved");
    ResponseSpec again = chain.orders.orders(key, order(sku)).expectStatus().isCreated();
    again.expectHeader().doesNotExist("Idempotency-Replayed");
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("4 available, 1 reserved");
  }

  @Test
  void confirmsNoMoreThanThereIs() throws Exception {
    String sku = chain.inventory.stocks(20);
    List<Callable<String>> wishes =
        IntStream.range(0, 50)
            .<Callable<String>>mapToObj(
                _ -> () -> body(chain.orders.orders(sku, 1, email)).get("status").stringValue())
            .toList();

    List<String> outcomes = new ArrayList<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> outcome : callers.invokeAll(wishes)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes.stream().collect(groupingBy(outcome -> outcome, counting())))
        .isEqualTo(Map.of("CONFIRMED", 20L, "REJECTED", 30L));
    assertThat(chain.inventory.stockOf(sku)).isEqualTo("0 available, 20 reserved");
  }

  @Test
  void showsCustomersTheirOwnOrdersOnly() {
    String order = id(body(chain.orders.orders(chain.inventory.stocks(5), 1, email)));

    chain
        .orders
        .callerWith(Tokens.of("ada", "orders"))
        .get()
        .uri("/api/v1/orders/" + order)
        .exchange()
        .expectStatus()
        .isOk();
    problem(
            chain
                .orders
                .callerWith(Tokens.of("eve", "orders"))
                .get()
                .uri("/api/v1/orders/" + order)
                .exchange(),
            404)
        .isEqualTo("order-not-found");
  }

  @Test
  void refusesCallersWithoutAToken() {
    problem(chain.orders.anonymous().get().uri("/api/v1/orders/1").exchange(), 401)
        .isEqualTo("unauthorized");
  }

  @Test
  void namesTheFieldsThatAreWrong() {
    ResponseSpec refusal =
        chain.orders.orders(
            UUID.randomUUID(), "{\"customerId\": \"ada\", \"lines\": [{\"sku\": \"A\"}]}");

    assertThat(body(refusal.expectStatus().isEqualTo(422)).at("/errors/0/pointer").stringValue())
        .isEqualTo("/lines/0/quantity");
  }

  private String order(String sku) {
    return """
        {"customerId": "ada", "email": "%s", "lines": [{"sku": "%s", "quantity": 1}]}
        """
        .formatted(email, sku);
  }

  private ResponseSpec ordersTwo(String sku, String otherSku) {
    return chain.orders.orders(
        UUID.randomUUID(),
        """
        {"customerId": "ada", "email": "%s",
         "lines": [{"sku": "%s", "quantity": 2}, {"sku": "%s", "quantity": 2}]}
        """
            .formatted(email, sku, otherSku));
  }

  private static List<String> mailsAbout(String order) {
    return chain
        .notifications
        .get("/api/v1/orders/" + order + "/notifications")
        .get("data")
        .valueStream()
        .map(mail -> mail.get("kind").stringValue() + " " + mail.get("status").stringValue())
        .toList();
  }

  private static org.assertj.core.api.AbstractStringAssert<?> problem(
      ResponseSpec response, int status) {
    return assertThat(body(response.expectStatus().isEqualTo(status)).get("code").stringValue());
  }

  private static JsonNode body(ResponseSpec response) {
    return response.returnResult(JsonNode.class).getResponseBody();
  }

  private static String id(JsonNode order) {
    return order.get("id").stringValue();
  }
}
