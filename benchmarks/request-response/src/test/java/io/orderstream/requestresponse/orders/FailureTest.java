package io.orderstream.requestresponse.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.web.client.RestClient;

/** By what the HTTP client throws, as the breakers see it. */
class FailureTest {

  private final Failure failure = new Failure();
  private final RestClient http =
      RestClient.builder().requestFactory(ClientHttpRequestFactoryBuilder.jdk().build()).build();

  @Test
  void leavesOutARefusedConnection() {
    assertThat(failure.test(failureOf("http://127.0.0.1:1"))).isFalse();
  }

  @Test
  void countsAConnectionThatBreaksOff() throws IOException {
    assertThat(failure.test(failureOfServerThatSays(""))).isTrue();
  }

  @Test
  void countsAnUnavailableService() throws IOException {
    assertThat(failure.test(failureOfServerThatSays("HTTP/1.1 503 Away\r\n\r\n"))).isTrue();
  }

  @Test
  void leavesOutAnErrorOverOneRequest() throws IOException {
    assertThat(failure.test(failureOfServerThatSays("HTTP/1.1 500 Broken\r\n\r\n"))).isFalse();
  }

  @Test
  void leavesOutARefusedRequest() throws IOException {
    assertThat(failure.test(failureOfServerThatSays("HTTP/1.1 409 No\r\n\r\n"))).isFalse();
  }

  private Throwable failureOfServerThatSays(String answer) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerOnce(server, answer));
      return failureOf("http://127.0.0.1:" + server.getLocalPort());
    }
  }

  private static void answerOnce(ServerSocket server, String answer) {
    try (Socket caller = server.accept()) {
      int request = caller.getInputStream().read(new byte[8192]);
      assertThat(request).isPositive();
      caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Throwable failureOf(String url) {
    return catchThrowable(() -> http.post().uri(url).retrieve().toBodilessEntity());
  }
}
