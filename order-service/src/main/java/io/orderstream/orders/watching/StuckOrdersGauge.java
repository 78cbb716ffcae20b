package io.orderstream.orders.watching;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderstream.orders.domain.WatchingOrders;
import org.springframework.stereotype.Component;

/** Tells how many orders inventory has not answered for too long: {@code orders.stuck}. */
@Component
class StuckOrdersGauge implements MeterBinder {

  private final WatchingOrders watching;

  StuckOrdersGauge(WatchingOrders watching) {
    this.watching = watching;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("orders.stuck", watching, WatchingOrders::countStuck)
        .description("Orders that are pending for longer than orders.stuck-after")
        .register(registry);
  }
}
