package io.orderstream.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders arrive at a fixed rate, whether those before are answered or not, as those of people who
 * do not know of each other.
 */
public final class OpenLoop implements Arrivals {

  private static final double NANOS_PER_SECOND = 1e9;

  private final List<Phase> phases;
  private int phase;
  private long sentInPhase;
  private long phaseBegan;

  private OpenLoop(List<Phase> phases) {
    this.phases = List.copyOf(phases);
  }

  private record Phase(double perSecond, Duration duration) {}

  /** So many orders a second for so long. */
  public static OpenLoop at(double perSecond, Duration duration) {
    return new OpenLoop(List.of(new Phase(perSecond, duration)));
  }

  /** The same, and then another rate. */
  public OpenLoop then(double perSecond, Duration duration) {
    List<Phase> more = new ArrayList<>(phases);
    more.add(new Phase(perSecond, duration));
    return new OpenLoop(more);
  }

  @Override
  public long next(long now) {
    while (phase < phases.size()) {
      Phase current = phases.get(phase);
      long sinceItBegan = (long) (sentInPhase * (NANOS_PER_SECOND / current.perSecond()));
      if (sinceItBegan < current.duration().toNanos()) {
        return phaseBegan + sinceItBegan;
      }
      phaseBegan += current.duration().toNanos();
      sentInPhase = 0;
      phase++;
    }
    return NEVER;
  }

  @Override
  public void taken() {
    sentInPhase++;
  }

  @Override
  public long end() {
    return phases.stream().mapToLong(each -> each.duration().toNanos()).sum();
  }

  @Override
  public long givenUp(long now) {
    long count = 0;
    for (; next(now) <= now; taken()) {
      count++;
    }
    return count;
  }

  @Override
  public boolean waitWhenTurnedAway() {
    return false;
  }
}
