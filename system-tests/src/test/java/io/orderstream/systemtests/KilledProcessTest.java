package io.orderstream.systemtests;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnStack
class KilledProcessTest {

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
  void nothingIsLostWhenAProcessIsKilledUnderLoad(String process) throws Exception {
    Trial.of(
        "kill -9 of " + process,
        () -> {
          Stack.kill(process);
          Stack.restart(process);
        });
  }
}
