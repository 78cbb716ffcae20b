package io.orderstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderstream.contracts.inventory.ItemState;
import io.orderstream.contracts.orders.OrderCreated;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void beginWithTheCompleteOne() {
    assertThat(Samples.of(OrderCreated.TYPE))
        .satisfiesExactly(
            complete -> assertThat(complete).contains("\"email\""),
            minimal -> assertThat(minimal).doesNotContain("\"email\""));
  }

  @Test
  void areCompleteOnlyWhereNothingMayBeAbsent() {
    assertThat(Samples.of(ItemState.TYPE)).hasSize(1);
  }

  @Test
  void existForPublishedTypesOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.of("io.orderstream.order.lost.v1"))
        .withMessage("No samples of io.orderstream.order.lost.v1");
  }
}
