package io.orderstream.notifications.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON;

import io.orderstream.access.Scopes;
import io.orderstream.notifications.Callers;
import io.orderstream.notifications.RunningService;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.NotifyingCustomers;
import io.orderstream.notifications.domain.SampleMails;
import io.orderstream.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@RunningService
class NotificationApiTests {

  private static final String PATH = "/api/v1/orders/{id}/notifications";

  @Autowired private Callers callers;
  @Autowired private NotifyingCustomers notifying;
  @Autowired private JdbcClient jdbc;

  private final UUID order = UUID.randomUUID();

  @BeforeEach
  void anOrderOfAda() {
    notifying.with(List.of(SampleMails.mail(order, 1, MailKind.RECEIVED, null)));
  }

  @Test
  void showsCustomersTheirOwnOrders() {
    shows(callers.customer("ada"));
  }

  @Test
  void showsEveryOrderToThoseWhoActForCustomers() {
    shows(callers.supportDesk());
    shows(callers.with(Tokens.of("storefront", Scopes.ORDERS, Scopes.ORDERS_ANY)));
  }

  @Test
  void hidesTheOrdersOfOthers() {
    String foreign = problemOf(callers.customer("bob"), order, 404, "order-not-found");
    UUID nobodys = UUID.randomUUID();
    String unknown = problemOf(callers.customer("bob"), nobodys, 404, "order-not-found");

    assertThat(foreign.replace(order.toString(), nobodys.toString())).isEqualTo(unknown);
    assertThat(problemOf(callers.supportDesk(), nobodys, 404, "order-not-found"))
        .isEqualTo(unknown)
        .contains("a new order appears here a moment after it was placed");
  }

  @Test
  void showsMailsOfUnknownCustomersOnlyToThoseWhoMaySeeAll() {
    jdbc.sql("update mails set customer_id = null where order_id = ?").param(order).update();

    shows(callers.supportDesk());
    problemOf(callers.customer("ada"), order, 404, "order-not-found");
  }

  static Stream<String> falseTokens() {
    return Stream.of(
        "nonsense", Tokens.sign(Tokens.claims("ada", Scopes.ORDERS).build(), Tokens.newKey()));
  }

  @Test
  void asksForAToken() {
    expectProblem(get(callers.anybody(), order), 401, "unauthorized")
        .expectHeader()
        .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer.*");
  }

  @ParameterizedTest
  @MethodSource("falseTokens")
  void refusesAFalseToken(String token) {
    expectProblem(get(callers.with(token), order), 401, "unauthorized")
        .expectHeader()
        .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer .*error=\"invalid_token\".*");
  }

  @ParameterizedTest
  @ValueSource(strings = {Scopes.ITEMS, Scopes.OPS, "profile"})
  void takesATokenForOrders(String scope) {
    expectProblem(get(callers.with(Tokens.of("ada", scope)), order), 403, "forbidden")
        .expectHeader()
        .valueMatches(HttpHeaders.WWW_AUTHENTICATE, "Bearer .*insufficient_scope.*");
  }

  @Test
  void explainsAnOrderIdThatIsNone() {
    callers
        .supportDesk()
        .get()
        .uri("/api/v1/orders/1234/notifications")
        .header("X-Correlation-Id", "support-7")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals("X-Correlation-Id", "support-7")
        .expectBody()
        .json(
            """
            {
              "type": "urn:orderstream:problem:invalid-parameter",
              "title": "Invalid parameter",
              "status": 400,
              "code": "invalid-parameter",
              "correlationId": "support-7",
              "errors": [{"parameter": "orderId", "code": "wrong-type"}]
            }
            """);
  }

  @Test
  void answersWithProblemsOutsideOfItsApi() {
    RestTestClient http = callers.supportDesk();
    expectProblem(http.get().uri("/nowhere").exchange(), 404, "not-found");
    expectProblem(http.post().uri(PATH, order).exchange(), 405, "method-not-allowed");
    expectProblem(http.get().uri("/error").exchange(), 404, "not-found");
  }

  @Test
  void showsItsHealthToAllAndItsQueueToOperators() {
    RestTestClient anybody = callers.anybody();
    anybody.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
    anybody.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
    expectProblem(
        callers.supportDesk().get().uri("/actuator/prometheus").exchange(), 403, "forbidden");
    String metrics =
        callers
            .with(Tokens.of("monitoring", Scopes.OPS))
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    assertThat(metrics).contains("mails_pending ", "mails_oldest_seconds ");
  }

  private void shows(RestTestClient http) {
    get(http, order)
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"data\": [{\"kind\": \"RECEIVED\", \"status\": \"SKIPPED\"}]}");
  }

  /** What the problem says, but for the correlation id. */
  private static String problemOf(RestTestClient http, UUID order, int status, String code) {
    return String.valueOf(
            expectProblem(get(http, order), status, code)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody())
        .replaceAll("\"correlationId\":\"[^\"]+\"", "");
  }

  private static ResponseSpec get(RestTestClient http, UUID order) {
    return http.get().uri(PATH, order).exchange();
  }

  private static ResponseSpec expectProblem(ResponseSpec response, int status, String code) {
    response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:orderstream:problem:" + code)
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.detail")
        .isNotEmpty()
        .jsonPath("$.correlationId")
        .isNotEmpty();
    return response;
  }
}
