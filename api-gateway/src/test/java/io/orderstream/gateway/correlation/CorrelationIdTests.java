package io.orderstream.gateway.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.gateway.EchoingServices;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CorrelationIdTests extends EchoingServices {

  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";

  @Test
  void keepsAWellFormedIdOnTheWayThereAndBack() {
    HttpResponse<String> response = get("/api/v1/orders", "X-Correlation-Id", "Shop-7.a_B");

    assertThat(header(response, "X-Correlation-Id")).isEqualTo("Shop-7.a_B");
    assertThat(seenByTheService(response)).isEqualTo("Shop-7.a_B");
  }

  @Test
  void makesAnIdWhereNoneIsGiven() {
    HttpResponse<String> response = get("/api/v1/orders");

    assertThat(header(response, "X-Correlation-Id")).matches(UUID);
    assertThat(seenByTheService(response)).isEqualTo(header(response, "X-Correlation-Id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "<script>",
        "a,b",
        "äöü",
        "12345678901234567890123456789012345678901234567890123456789012345",
      })
  void replacesAMalformedId(String malformed) throws IOException {
    String answer =
        sendRaw(
            "GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + AUTHORIZED
                + "X-Correlation-Id: "
                + malformed
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain(malformed);
    assertThat(jsonOf(answer).at("/headers/X-correlation-id").stringValue()).matches(UUID);
  }

  @Test
  void takesTheFirstOfSeveralIds() throws IOException {
    String answer =
        sendRaw(
            """
            GET /api/v1/orders HTTP/1.1\r
            Host: x\r
            Connection: close\r
            %sX-Correlation-Id: a\r
            X-Correlation-Id: b\r
            \r
            """
                .formatted(AUTHORIZED));

    assertThat(jsonOf(answer).at("/headers/X-correlation-id").stringValue()).isEqualTo("a");
  }

  @Test
  void standsInTheLogContext() {
    JsonNode context = json(get("/log-context", "X-Correlation-Id", "find-me"));

    assertThat(context.at("/correlationId").stringValue()).isEqualTo("find-me");
  }

  private static String seenByTheService(HttpResponse<String> response) {
    return json(response).at("/headers/X-correlation-id").stringValue();
  }
}
