package io.orderstream.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final long MILLI = 1_000_000;

  @Test
  void ordersArriveAtEqualIntervals() {
    assertThat(arrivals(OpenLoop.at(100, Duration.ofMillis(40))))
        .containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI);
  }

  @Test
  void whatIsLateWasMeantForItsOwnTime() {
    OpenLoop loop = OpenLoop.at(100, Duration.ofSeconds(1));
    loop.taken();

    assertThat(loop.next(700 * MILLI)).isEqualTo(10 * MILLI);
  }

  @Test
  void aBurstBeginsWhenItsTimeHasCome() {
    OpenLoop loop =
        OpenLoop.at(100, Duration.ofMillis(20))
            .then(1000, Duration.ofMillis(3))
            .then(100, Duration.ofMillis(20));

    assertThat(arrivals(loop))
        .containsExactly(
            0L, 10 * MILLI, 20 * MILLI, 21 * MILLI, 22 * MILLI, 23 * MILLI, 33 * MILLI);
  }

  @Test
  void intervalsThatAreNoWholeNumberDoNotAddUpToADrift() {
    List<Long> arrivals = arrivals(OpenLoop.at(3, Duration.ofSeconds(1000)));

    assertThat(arrivals).hasSize(3000);
    assertThat(arrivals.getLast()).isBetween(999_666 * MILLI, 999_667 * MILLI);
  }

  private static List<Long> arrivals(OpenLoop loop) {
    List<Long> arrivals = new ArrayList<>();
    for (long next = loop.next(0); next != Arrivals.NEVER; next = loop.next(0)) {
      arrivals.add(next);
      loop.taken();
    }
    return arrivals;
  }
}
