package io.orderstream.inventory.publishing;

import io.orderstream.contracts.Money;
import io.orderstream.contracts.Schemas;
import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ItemState;
import io.orderstream.inventory.domain.ItemStateChanged;
import io.orderstream.messaging.publishing.Outbox;
import io.orderstream.messaging.publishing.OutgoingEvent;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells others how items are now. */
@Component
class ItemStates {

  private final Outbox outbox;
  private final Clock clock;

  ItemStates(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  @EventListener
  void publish(ItemStateChanged item) {
    outbox.append(
        new OutgoingEvent(
            Topics.ITEM_STATE.name(),
            item.sku().value(),
            item.version(),
            ItemState.TYPE,
            Schemas.of(ItemState.TYPE),
            clock.instant(),
            new ItemState(
                item.sku().value(),
                item.name(),
                new Money(
                    item.unitPrice().amount().toPlainString(),
                    item.unitPrice().currency().getCurrencyCode()),
                item.inStock())));
  }
}
