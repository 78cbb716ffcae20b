package io.orderstream.inventory.listening;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.Samples;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.inventory.domain.StockRequest;
import io.orderstream.inventory.domain.StockRequest.Release;
import io.orderstream.inventory.domain.StockRequest.Reserve;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.messaging.envelope.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEventsTest {

  @Test
  void readsEverySampleOfACreatedOrder() {
    assertThat(requests(OrderCreated.TYPE, OrderCreated.class))
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(request)
                    .isInstanceOfSatisfying(
                        Reserve.class, reserve -> assertThat(reserve.items()).isNotEmpty()));
  }

  @Test
  void readsEverySampleOfACancelledOrder() {
    assertThat(requests(OrderCancelled.TYPE, OrderCancelled.class))
        .isNotEmpty()
        .hasOnlyElementsOfType(Release.class);
  }

  private static <T> List<StockRequest> requests(String type, Class<T> data) {
    return Samples.of(type).stream()
        .map(sample -> new CloudEvents().read(sample.getBytes(StandardCharsets.UTF_8)))
        .map(event -> new ReceivedEvent<>(event.metadata(), event.dataAs(data)))
        .map(OrderEvents::request)
        .toList();
  }
}
