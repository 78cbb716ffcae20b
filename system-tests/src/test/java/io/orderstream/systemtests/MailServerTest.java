package io.orderstream.systemtests;

import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnStack
@Tag("nightly")
class MailServerTest {

  private static final Duration LAPSE = Duration.ofSeconds(20);

  @Test
  void nothingIsLostWhileNoMailServerListens() throws Exception {
    Trial.of("mail server refuses connections for 20 s", replacedBy(() -> Waiting.through(LAPSE)));
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhileTheMailServerMisbehaves(UnwillingMailServer.Manner manner)
      throws Exception {
    Trial.of(
        "mail server %s for 20 s".formatted(manner.text()),
        replacedBy(
            () -> {
              try (var _ = UnwillingMailServer.start(Stack.port(1025), manner)) {
                Waiting.through(LAPSE);
              }
            }));
  }

  private static ThrowingRunnable replacedBy(ThrowingRunnable other) {
    return () -> {
      Stack.kill("mail");
      try {
        other.run();
      } finally {
        Stack.restart("mail");
      }
    };
  }
}
