package io.orderstream.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  @ParameterizedTest
  @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "9, PT4M16S", "10, PT5M", "1000000, PT5M"})
  void doublesWithEveryFailureUpToTheLimitAndSpreads(int failures, Duration full) {
    var pauses = IntStream.range(0, 200).mapToObj(_ -> backoff.after(failures)).distinct().toList();

    assertThat(pauses).allMatch(pause -> pause.compareTo(full) <= 0);
    assertThat(pauses).allMatch(pause -> pause.compareTo(full.dividedBy(2)) >= 0);
    assertThat(pauses).hasSizeGreaterThan(50);
  }
}
