package io.orderstream.messaging.retention;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {

  @Test
  void refusesAnInboxThatForgetsWhatKafkaMayDeliverAgain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inbox(Duration.ofDays(14)))
        .withMessage(
            "messaging.retention.inbox must be 15 days or more, is PT336H:"
                + " Kafka may deliver an event again until then");
    assertThatNoException().isThrownBy(() -> inbox(Duration.ofDays(15)));
  }

  @Test
  void refusesBatchesThatAreNotSmall() {
    assertThatIllegalArgumentException().isThrownBy(() -> batchSize(10_001));
    assertThatIllegalArgumentException().isThrownBy(() -> batchSize(0));
    assertThatNoException().isThrownBy(() -> batchSize(10_000));
  }

  private static RetentionProperties inbox(Duration kept) {
    return new RetentionProperties(kept, Duration.ofMinutes(1), 1, Duration.ZERO);
  }

  private static RetentionProperties batchSize(int size) {
    return new RetentionProperties(Duration.ofDays(30), Duration.ofMinutes(1), size, Duration.ZERO);
  }
}
