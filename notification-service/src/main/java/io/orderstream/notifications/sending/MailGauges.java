package io.orderstream.notifications.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderstream.notifications.domain.Mails;
import io.orderstream.notifications.domain.Mails.Backlog;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;

/** How many mails wait. Every reading is a query, so scrape it every few seconds at most. */
final class MailGauges implements MeterBinder {

  private static final double MILLIS = 1000;

  private final Mails mails;
  private final Clock clock;

  MailGauges(Mails mails, Clock clock) {
    this.mails = mails;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("mails.pending", this, gauges -> gauges.read(Backlog::size))
        .description("Mails to send, counted up to 100,000")
        .register(meters);
    Gauge.builder("mails.oldest.seconds", this, gauges -> gauges.read(gauges::waitingSeconds))
        .description("For how long the oldest mail to send has waited")
        .register(meters);
  }

  private double waitingSeconds(Backlog backlog) {
    return backlog.waiting(clock.instant()).toMillis() / MILLIS;
  }

  private double read(ToDoubleFunction<Backlog> value) {
    try {
      return value.applyAsDouble(mails.backlog());
    } catch (DataAccessException e) {
      return Double.NaN;
    }
  }
}
