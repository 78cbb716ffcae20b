package io.orderstream.messaging.consuming;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class EventSubscriptionTest {

  private record Landed(String bee) {}

  @Test
  void refusesTwoHandlersForOneType() {
    var handlers =
        EventSubscription.to("bees").as("hive").on("landed.v1", Landed.class, event -> {});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> handlers.on("landed.v1", Landed.class, event -> {}))
        .withMessageContaining("landed.v1");
  }

  @Test
  void refusesATypeThatNothingHandles() {
    var handlers = EventSubscription.to("bees").as("hive").reading("landed.v1", Landed.class);

    assertThatIllegalStateException().isThrownBy(handlers::build);
  }

  @Test
  void refusesHandlersOfSingleEventsInBatches() {
    var handlers =
        EventSubscription.to("bees").as("hive").on("landed.v1", Landed.class, event -> {});

    assertThatIllegalStateException().isThrownBy(() -> handlers.inBatches(events -> {}));
  }
}
