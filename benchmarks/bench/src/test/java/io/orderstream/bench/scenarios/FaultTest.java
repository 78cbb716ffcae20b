package io.orderstream.bench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.bench.contender.Contender;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FaultTest {

  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final Contender NOBODY =
      (Contender)
          Proxy.newProxyInstance(
              FaultTest.class.getClassLoader(),
              new Class<?>[] {Contender.class},
              (_, _, _) -> {
                throw new UnsupportedOperationException();
              });

  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final Measured measured = MeasuredForTests.settled(1, Duration.ofSeconds(1));

  @Test
  void happensWhileIsMeasured() throws Exception {
    CountDownLatch mended = new CountDownLatch(1);
    Fault fault =
        new Fault(
            MOMENT,
            MOMENT,
            _ -> happened.add("begun"),
            _ -> {
              happened.add("mended");
              mended.countDown();
            });

    Measured result =
        fault.during(
            NOBODY,
            () -> {
              happened.add("measuring");
              mended.await();
              return measured;
            });

    assertThat(result).isSameAs(measured);
    assertThat(happened).contains("measuring").containsSubsequence("begun", "mended");
  }

  @Test
  void hasHappenedBeforeTheLoadWhereItIsThereFromTheBeginning() throws Exception {
    Fault fault =
        new Fault(Duration.ZERO, MOMENT, _ -> happened.add("begun"), _ -> happened.add("mended"));

    fault.during(
        NOBODY,
        () -> {
          assertThat(happened).contains("begun");
          return measured;
        });

    assertThat(happened).containsExactly("begun", "mended");
  }

  @Test
  void failsTheMeasurementWithItsCause() {
    Fault fault =
        new Fault(
            MOMENT,
            MOMENT,
            _ -> {},
            _ -> {
              throw new IllegalStateException("inventory does not start");
            });

    assertThatThrownBy(() -> fault.during(NOBODY, () -> measured))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inventory does not start");
  }
}
