package io.orderstream.orders.watching;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderstream.orders.domain.FindingOrders;
import org.springframework.stereotype.Component;

/** Tells how many orders inventory has not answered for too long: {@code orders.stuck}. */
@Component
class StuckOrdersGauge implements MeterBinder {

  private final FindingOrders finding;
  private final WatchingProperties properties;

  StuckOrdersGauge(FindingOrders finding, WatchingProperties properties) {
    this.finding = finding;
    this.properties = properties;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            "orders.stuck",
            finding,
            orders -> orders.countPendingLongerThan(properties.stuckAfter()))
        .description("Orders that are pending for longer than orders.stuck-after")
        .register(registry);
  }
}
