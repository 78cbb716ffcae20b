package io.orderstream.notifications.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.access.Scopes;
import io.orderstream.notifications.Callers;
import io.orderstream.notifications.RunningService;
import io.orderstream.testing.RawRequest;
import io.orderstream.testing.RawRequest.Response;
import io.orderstream.testing.Tokens;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes in, the caller is told what is wrong with it. */
@RunningService
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

  private static final String TOKEN = Tokens.of("ada", Scopes.ORDERS);
  private static final String UNKNOWN = "/api/v1/orders/" + UUID.randomUUID() + "/notifications";

  @Autowired private Callers callers;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-",
        "null",
        "019cae4d-53c6-74bf-8484-ff8409ee18460",
        "019cae4d-53c6-74bf-8484-ff8409ee184g",
        "019cae4d53c674bf8484ff8409ee1846",
        "%7B019cae4d-53c6-74bf-8484-ff8409ee1846%7D",
        "019cae4d-53c6-74bf-8484-ff8409ee1846'--",
        "%24%7Bjndi:ldap:x%7D",
        "caf%C3%A9",
        "%F0%9F%98%80",
        "9999999999999999999999999999999999999999"
      })
  void saysThatAnOrderIdIsNone(String id) {
    JsonNode problem = isRefused(get("/api/v1/orders/" + id + "/notifications"), 400);

    assertThat(problem.at("/code").asString()).isEqualTo("invalid-parameter");
    assertThat(problem.at("/errors/0/parameter").asString()).isEqualTo("orderId");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/orders/%00/notifications, 400",
    "/api/v1/orders/%20/notifications, 400",
    "/api/v1/orders/%0d%0aX-Evil:1/notifications, 400",
    "/api/v1/orders/%zz/notifications, 400",
    "/api/v1/orders/%ff/notifications, 400",
    "/api/v1/orders/a%2fb/notifications, 400",
    "/api/v1/orders/..;/actuator/notifications, 400",
    "/api/v1/orders/%2e%2e/notifications, 400",
    "/api/v1/orders/<x>/notifications, 400",
    "/api/v1/orders//notifications, 400",
    "//, 400",
    "/api/v1/orders/1/notifications/2, 404",
    "/api/v1/notifications, 404"
  })
  void refusesAnAddress(String address, int status) {
    isRefused(get(address), status);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, 405",
    "PUT, 405",
    "DELETE, 405",
    "PATCH, 405",
    "TRACE, 405",
    "PROPFIND, 400",
    "get, 400"
  })
  void refusesAMethod(String method, int status) {
    isRefused(send(request(method, UNKNOWN).json("{}")), status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "application/xml", "text/html"})
  void refusesToAnswerInAnotherForm(String accept) {
    isRefused(send(request("GET", UNKNOWN).header("Accept", accept)), 406);
    isRefused(send(request("GET", "/nowhere").header("Accept", accept)), 404);
    isRefused(send(RawRequest.of("GET", UNKNOWN).header("Accept", accept)), 401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "Bearer \u00ff"})
  void refusesCredentials(String authorization) {
    isRefused(send(RawRequest.of("GET", UNKNOWN).header("Authorization", authorization)), 401);
  }

  @Test
  void refusesARequestThatIsTooLong() {
    String tooLong = "x".repeat(100_000);

    isRefused(get("/api/v1/orders/" + tooLong + "/notifications"), 400);
    isRefused(send(request("GET", UNKNOWN).header("X-Long", tooLong)), 400);
  }

  static final List<String> INJECTIONS =
      List.of(
          "a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rX-Evil: 1", "a\r\n X-Evil: 1", "a\0b", "caf\u00e9");

  @ParameterizedTest
  @FieldSource("INJECTIONS")
  void letsNoCorrelationIdSmuggleAnythingIn(String id, CapturedOutput log) {
    Response response = send(request("GET", UNKNOWN).header("X-Correlation-Id", id));

    assertThat(response.status()).isIn(400, 404);
    isRefused(response, response.status());
    assertThat(response.header("X-Evil")).isNull();
    assertThat(response.body()).doesNotContain("Evil");
    assertThat(log.getAll()).doesNotContain("X-Evil");
  }

  /** A good address that something was done to; 500 times, the same each run. */
  @Test
  void survivesWhateverComes() {
    var random = new Random(20_260_309);
    for (int i = 0; i < 500; i++) {
      String address = mutated(random, UNKNOWN);

      Response response = send(request("GET", address).header("X-Correlation-Id", "fuzz-" + i));

      assertThat(response.status()).as("%d: %s", i, address).isBetween(400, 499);
      isRefused(response, response.status());
    }
  }

  private static String mutated(Random random, String address) {
    String nasty = "%?;/\\{}<>|^`\"'~.#&=+:@!$()*,[]0g\u0001\u007f\u00e9";
    var text = new StringBuilder(address);
    for (int times = random.nextInt(1, 4); times > 0; times--) {
      int at = random.nextInt(text.length());
      char c = nasty.charAt(random.nextInt(nasty.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, c);
        case 1 -> text.insert(at, c);
        default -> text.delete(at, at + random.nextInt(1, 4));
      }
    }
    return text.toString();
  }

  private Response get(String target) {
    return send(request("GET", target));
  }

  private static RawRequest request(String method, String target) {
    return RawRequest.of(method, target).header("Authorization", "Bearer " + TOKEN);
  }

  private Response send(RawRequest request) {
    return request.sendTo(callers.address());
  }

  private static JsonNode isRefused(Response response, int status) {
    assertThat(response.status()).as(response.toString()).isEqualTo(status);
    assertThat(response.header("Content-Type"))
        .as(response.toString())
        .isEqualTo("application/problem+json");
    assertThat(response.body()).doesNotContainPattern("Exception|\\bat (io|org|java)\\.|jackson");
    JsonNode problem = JsonMapper.shared().readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asString()).startsWith("urn:orderstream:problem:");
    assertThat(problem.path("title").asString()).isNotBlank();
    assertThat(problem.path("detail").asString()).isNotBlank();
    assertThat(problem.path("correlationId").asString())
        .matches("[A-Za-z0-9._-]{1,64}")
        .isEqualTo(response.header("X-Correlation-Id"));
    return problem;
  }
}
