package io.orderstream.localstack.operating;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.orderstream.localstack.processes.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators get while a service is down. */
class ConsumersTest {

  private HttpServer gateway;
  private Consumers consumers;

  @BeforeEach
  void listen() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.start();
    consumers = new Consumers(gateway.getAddress().getPort(), "token");
    answer("order-service", 503);
  }

  @AfterEach
  void stop() {
    consumers.close();
    gateway.stop(0);
  }

  @Test
  void findADeadLetterOfAnother() {
    answer("inventory-service", 404);
    answer("notification-service", 200);

    assertThat(consumers.find("1").consumer()).isEqualTo("notification-service");
  }

  @Test
  void doNotSayThatADeadLetterIsNowhereWhereOneDidNotAnswer() {
    answer("inventory-service", 404);
    answer("notification-service", 404);

    assertThatExceptionOfType(StackFailure.class)
        .isThrownBy(() -> consumers.find("1"))
        .withMessageContaining("order-service did not answer");
  }

  @Test
  void goOnToTheOthersAndReportWhatFailedInTheEnd() {
    var done = new ArrayList<String>();

    assertThatExceptionOfType(StackFailure.class)
        .isThrownBy(
            () ->
                Consumers.withEach(
                    Consumers.NAMES,
                    name -> {
                      if (name.equals("order-service")) {
                        throw new StackFailure("Down.", "Start it.");
                      }
                      done.add(name);
                    }))
        .withMessage("order-service: Down.")
        .returns("Start it.", StackFailure::wayOut);
    assertThat(done).isEqualTo(List.of("inventory-service", "notification-service"));
  }

  private void answer(String consumer, int status) {
    var body = "{}".getBytes(UTF_8);
    gateway.createContext(
        "/api/v1/consumers/" + consumer,
        exchange -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
