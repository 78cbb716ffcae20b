package io.orderstream.orders.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few calls in at a time, has a few more wait for a moment, and refuses all others at once.
 * Threads that wait cost next to nothing here, so that without this every request would wait for a
 * database connection, until the memory is full or its caller is gone.
 */
final class Admission implements MethodInterceptor {

  private final Semaphore places;
  private final Semaphore turns;
  private final long longestWait;
  private final Counter refused;

  Admission(AdmissionProperties settings, MeterRegistry meters) {
    places = new Semaphore(settings.atWork() + settings.waiting());
    turns = new Semaphore(settings.atWork(), true);
    longestWait = settings.longestWait().toNanos();
    refused =
        Counter.builder("admission.refused")
            .description("Requests that were refused because too many were at work or waiting")
            .register(meters);
  }

  /**
   * @throws Overloaded if too many wait, or for too long
   */
  @Override
  public @Nullable Object invoke(MethodInvocation call) throws Throwable {
    if (!places.tryAcquire()) {
      throw refuse();
    }
    try {
      if (!turns.tryAcquire(longestWait, TimeUnit.NANOSECONDS)) {
        throw refuse();
      }
      try {
        return call.proceed();
      } finally {
        turns.release();
      }
    } finally {
      places.release();
    }
  }

  /** Counts a refusal. */
  Overloaded refuse() {
    refused.increment();
    return new Overloaded();
  }
}
