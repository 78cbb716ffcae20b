package io.orderstream.bench.load;

import java.time.Duration;

/** Everybody orders again as soon as they are answered. */
public final class ClosedLoop implements Arrivals {

  private final long end;
  private long left;

  private ClosedLoop(long end, long left) {
    this.end = end;
    this.left = left;
  }

  public static ClosedLoop lasting(Duration duration) {
    return new ClosedLoop(duration.toNanos(), Long.MAX_VALUE);
  }

  public static ClosedLoop of(long orders) {
    return new ClosedLoop(NEVER, orders);
  }

  @Override
  public long next(long now) {
    return now < end && left > 0 ? now : NEVER;
  }

  @Override
  public void taken() {
    left--;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public long givenUp(long now) {
    return 0;
  }

  @Override
  public boolean waitWhenTurnedAway() {
    return true;
  }
}
