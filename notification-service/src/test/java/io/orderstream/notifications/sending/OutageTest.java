package io.orderstream.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {

  private final MovableClock clock = new MovableClock();
  private final Outage outage =
      new Outage(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)), clock);

  @Test
  void admitsEverybodyWhileTheServerWorks() {
    assertThat(outage.admits()).isTrue();
    assertThat(outage.admits()).isTrue();
  }

  @Test
  void admitsNobodyRightAfterAFailure() {
    outage.begin();

    assertThat(outage.admits()).isFalse();
  }

  @Test
  void admitsOneTrialAfterAPause() {
    outage.begin();
    clock.pass(Duration.ofSeconds(1));

    assertThat(outage.admits()).isTrue();
    assertThat(outage.admits()).isFalse();
  }

  @Test
  void makesEveryPauseLongerUpToALimit() {
    outage.begin();
    for (int trial = 0; trial < 20; trial++) {
      clock.pass(Duration.ofMinutes(5));
      assertThat(outage.admits()).isTrue();
      outage.begin();
    }

    clock.pass(Duration.ofSeconds(149));
    assertThat(outage.admits()).isFalse();
    clock.pass(Duration.ofSeconds(151));
    assertThat(outage.admits()).isTrue();
  }

  @Test
  void countsFailuresAtTheSameTimeAsOne() {
    outage.begin();
    outage.begin();
    outage.begin();
    outage.begin();
    clock.pass(Duration.ofSeconds(1));

    assertThat(outage.admits()).isTrue();
  }

  @Test
  void isOverWithTheFirstSuccess() {
    assertThat(outage.begin()).isTrue();
    assertThat(outage.begin()).isFalse();
    assertThat(outage.end()).isTrue();
    assertThat(outage.end()).isFalse();

    assertThat(outage.admits()).isTrue();
    assertThat(outage.admits()).isTrue();
  }
}
