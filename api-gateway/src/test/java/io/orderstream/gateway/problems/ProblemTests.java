package io.orderstream.gateway.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.gateway.EchoingServices;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong in the gateway itself is answered with an RFC 9457 problem detail. */
class ProblemTests extends EchoingServices {

  @Test
  void reportsAnUnknownPath() {
    HttpResponse<String> response = get("/nowhere", "X-Correlation-Id", "c-1");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(header(response, "X-Correlation-Id")).isEqualTo("c-1");
    assertThat(json(response).toString())
        .isEqualTo(
            """
            {"type":"urn:orderstream:problem:not-found","title":"Not found","status":404,\
            "detail":"There is nothing at this path.","code":"not-found","correlationId":"c-1"}""");
  }

  @Test
  void reportsAnUnsupportedMethod() {
    HttpResponse<String> response = post("/actuator/health", "");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET");
    assertThat(json(response).at("/code").stringValue()).isEqualTo("method-not-allowed");
  }

  @Test
  void reportsADefectOfItsOwnWithoutSayingWhat() {
    HttpResponse<String> response = get("/defect");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).at("/code").stringValue()).isEqualTo("internal-error");
    assertThat(response.body()).doesNotContain("secret", "Exception", "io.orderstream");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET /api/v1/orders/{} HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/orders/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/orders/%ff HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/orders?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/orders?a=%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /api/v1/orders HTTP/1.1\r\n\r\n",
        "GET /api/v1/orders HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nno header: 1\r\n\r\n",
        "GET /api/v1/orders HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n",
        "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void reportsARequestThatIsNoHttp(String request) throws IOException {
    String answer = sendRaw(request.replace("Host: x\r\n", "Host: x\r\n" + AUTHORIZED));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    JsonNode problem = jsonOf(answer);
    assertThat(problem.at("/code").stringValue()).isEqualTo("malformed-request");
    assertThat(answer)
        .contains("X-Correlation-Id: " + problem.at("/correlationId").stringValue() + "\r\n");
  }
}
