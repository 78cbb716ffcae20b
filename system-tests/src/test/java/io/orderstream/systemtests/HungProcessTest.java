package io.orderstream.systemtests;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnStack
@Tag("nightly")
class HungProcessTest {

  private static final Duration HUNG = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-gateway",
        "order-service",
        "inventory-service",
        "notification-service",
        "kafka",
        "postgres"
      })
  void nothingIsLostWhenAProcessHangsUnderLoad(String process) throws Exception {
    Trial.of(
        "SIGSTOP of %s for %d s".formatted(process, HUNG.toSeconds()),
        () -> {
          Stack.pause(process);
          try {
            Waiting.through(HUNG);
          } finally {
            Stack.resume(process);
          }
        });
  }
}
