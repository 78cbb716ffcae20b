package io.orderstream.gateway.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InstanceTest {

  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void keepsItsShareWhereOneCallRunsOutOfTimeAndOthersAreAnswered() {
    Instance instance = instance(LONG, LONG);

    runOutOfTime(instance);

    assertThat(instance.isTrusted()).isTrue();
  }

  @Test
  void isLeftAloneWhereACallRunsOutOfTimeAndNothingIsAnswered() {
    Instance instance = instance(LONG, Duration.ZERO);

    runOutOfTime(instance);

    assertThat(instance.isTrusted()).isFalse();
  }

  @Test
  void isAskedInTimeHoweverManyCallsFail() {
    Instance instance = instance(Duration.ofMillis(100), LONG);

    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(2))
        .until(
            () -> {
              instance.leaveAlone("refused");
              return instance.needsProbe();
            });
  }

  @Test
  void owesNothingForACallThatWasNotMade() {
    Instance instance = instance(Duration.ZERO, Duration.ZERO);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                instance.call(
                    _ -> {
                      throw new IllegalStateException("no request");
                    },
                    true));

    assertThat(instance.needsProbe()).isFalse();
  }

  private static void runOutOfTime(Instance instance) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> instance.call(_ -> new CompletableFuture<>().get(), true))
        .isInstanceOf(InterruptedException.class);
  }

  private static Instance instance(Duration rest, Duration silence) {
    return new Instance(
        "inventory",
        URI.create("http://127.0.0.1:1"),
        new BalancingLimits(rest, silence, Duration.ofSeconds(1)));
  }
}
