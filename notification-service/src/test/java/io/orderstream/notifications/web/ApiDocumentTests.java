package io.orderstream.notifications.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.access.Scopes;
import io.orderstream.contracts.Topics;
import io.orderstream.notifications.Callers;
import io.orderstream.notifications.RunningService;
import io.orderstream.notifications.domain.MailKind;
import io.orderstream.notifications.domain.NotifyingCustomers;
import io.orderstream.notifications.domain.SampleMails;
import io.orderstream.testing.ApiDocument;
import io.orderstream.testing.ApiDocument.Answer;
import io.orderstream.testing.OperatorCalls;
import io.orderstream.testing.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** The API's description is true: every answer in it can be had, and is what it says. */
@RunningService
class ApiDocumentTests {

  private static final String PATH = "/api/v1/orders/{orderId}/notifications";

  @Autowired private Callers callers;
  @Autowired private NotifyingCustomers notifying;

  private Map<Answer, HttpRequest.Builder> requests() {
    UUID order = UUID.randomUUID();
    notifying.with(
        List.of(
            SampleMails.mail(order, 1, MailKind.RECEIVED, null),
            SampleMails.mail(order, 2, MailKind.CONFIRMED, "ada@example.org")));
    return Map.of(
        answer(200), get(order),
        answer(400), get("1234"),
        answer(401), get(order).setHeader("Authorization", "Bearer nonsense"),
        answer(403), as(Tokens.of("grace", Scopes.ITEMS), get(order)),
        answer(404), get(UUID.randomUUID()),
        answer(406), get(order).header("Accept", "text/csv"));
  }

  @TestFactory
  Stream<DynamicTest> givesEveryAnswerOfItsDescription() throws Exception {
    ApiDocument document = document();
    Map<Answer, HttpRequest.Builder> requests = new LinkedHashMap<>(requests());
    OperatorCalls calls =
        new OperatorCalls(
            callers.address(), "notification-service", Topics.ORDER_EVENTS.name(), null);
    document.answers().stream()
        .filter(answer -> answer.path().startsWith(OperatorCalls.CONSUMERS))
        .filter(calls::canGive)
        .forEach(answer -> requests.put(answer, calls.request(answer)));
    assertThat(requests.keySet())
        .containsExactlyInAnyOrderElementsOf(
            document.answers().stream().filter(calls::canGive).toList());
    return requests.entrySet().stream()
        .map(
            request ->
                DynamicTest.dynamicTest(
                    request.getKey().toString(),
                    () -> document.verify(request.getKey(), send(request.getValue()))));
  }

  @Test
  void isDescribedAmongTheContracts() throws Exception {
    document().assertPublishedAs("notifications");
  }

  private ApiDocument document() throws Exception {
    URI address = URI.create(callers.address() + "/v3/api-docs");
    return ApiDocument.parse(send(HttpRequest.newBuilder(address)).body());
  }

  private static Answer answer(int status) {
    return Answer.of(status, "GET", PATH);
  }

  private HttpRequest.Builder get(Object order) {
    URI address = URI.create(callers.address() + PATH.replace("{orderId}", order.toString()));
    return as(Tokens.of("ada", Scopes.ORDERS), HttpRequest.newBuilder(address));
  }

  private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
    return request.setHeader("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
