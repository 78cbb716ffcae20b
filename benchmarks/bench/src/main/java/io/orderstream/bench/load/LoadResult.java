package io.orderstream.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * What came of a load.
 *
 * @param began when the first order was to be sent
 * @param elapsed from then to the last answer
 * @param answers how many there were of each HTTP status; under {@link #NO_ANSWER} those that ended
 *     without one
 * @param answerTimes of accepted orders, in microseconds from when they were to be sent
 */
public record LoadResult(
    Instant began,
    Duration elapsed,
    SortedMap<Integer, Long> answers,
    Histogram answerTimes,
    AcceptedOrders accepted) {

  public static final int NO_ANSWER = 0;

  public double acceptedPerSecond() {
    return accepted.size() / (elapsed.toNanos() / 1e9);
  }

  /** How many orders were sent, or were to be. */
  public long sent() {
    return answers.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them were not accepted. */
  public long refused() {
    return sent() - accepted.size();
  }
}
