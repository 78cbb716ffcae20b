package io.orderstream.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Takes down answers while a load runs. Times are nanoseconds since it began. */
final class Recording {

  private static final int CREATED = 201;
  private static final int PRECISION = 3;

  private final Instant began = Instant.now();
  private final long beganMicros = ChronoUnit.MICROS.between(Instant.EPOCH, began);
  private final long beganNanos = System.nanoTime();
  private final SortedMap<Integer, Long> answers = new TreeMap<>();
  private final Histogram answerTimes = new Histogram(PRECISION);
  private final AcceptedOrders accepted = new AcceptedOrders();
  private final Acceptances listener;
  private long lastAnswer;

  Recording(Acceptances listener) {
    this.listener = listener;
  }

  long now() {
    return System.nanoTime() - beganNanos;
  }

  /**
   * An answer came in now.
   *
   * @param order the one that was accepted, if one was
   */
  void answered(long intended, int status, @Nullable UUID order) {
    lastAnswer = now();
    answers.merge(status, 1L, Long::sum);
    if (status == CREATED && order != null) {
      answerTimes.recordValue((lastAnswer - intended) / 1000);
      accepted.add(order, beganMicros + lastAnswer / 1000);
      listener.accepted(order, beganNanos + intended, beganNanos + lastAnswer);
    }
  }

  void unanswered(long orders) {
    if (orders > 0) {
      answers.merge(LoadResult.NO_ANSWER, orders, Long::sum);
    }
  }

  LoadResult result() {
    return new LoadResult(began, Duration.ofNanos(lastAnswer), answers, answerTimes, accepted);
  }
}
