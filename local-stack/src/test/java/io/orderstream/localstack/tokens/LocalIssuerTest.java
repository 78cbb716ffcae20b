package io.orderstream.localstack.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.orderstream.localstack.processes.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user is told when there is no token to be had. */
class LocalIssuerTest {

  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"ALICE", "STOREFRONT"})
  void saysThatTheStackIsDown(Account account) {
    var port = server.getAddress().getPort();
    server.stop(0);

    assertThatExceptionOfType(StackFailure.class)
        .isThrownBy(() -> new LocalIssuer(port).token(account))
        .withMessage("Nothing answers at http://127.0.0.1:%d.", port);
  }

  @ParameterizedTest
  @EnumSource(names = {"ALICE", "STOREFRONT"})
  void saysWhatTheIssuerAnswersInsteadOfAToken(Account account) {
    answerEverythingWith(503, "{\"code\":\"service-unavailable\"}");

    assertThatExceptionOfType(StackFailure.class)
        .isThrownBy(() -> new LocalIssuer(server.getAddress().getPort()).token(account))
        .withMessageContaining("answers HTTP 503: {\"code\":\"service-unavailable\"}");
  }

  @ParameterizedTest
  @EnumSource(names = {"ALICE", "STOREFRONT"})
  void takesNoPageForAToken(Account account) {
    answerEverythingWith(200, "<html>not an issuer</html>");

    assertThatExceptionOfType(StackFailure.class)
        .isThrownBy(() -> new LocalIssuer(server.getAddress().getPort()).token(account))
        .withMessageContaining("answers HTTP 200: <html>not an issuer</html>");
  }

  private void answerEverythingWith(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
          }
        });
  }
}
