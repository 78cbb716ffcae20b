package io.orderstream.orders.listening;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.inventory.ItemState;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.consuming.ReceivedEvent;
import io.orderstream.orders.domain.Catalogue;
import io.orderstream.orders.domain.CatalogueItem;
import io.orderstream.orders.domain.Money;
import io.orderstream.orders.domain.Sku;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps this service's copy of the catalogue up to date. */
@Configuration(proxyBeanMethods = false)
class CatalogueListener {

  @Bean
  EventSubscription itemStates(Catalogue catalogue) {
    return EventSubscription.to(Topics.ITEM_STATE.name())
        .as("order-service")
        .reading(ItemState.TYPE, ItemState.class)
        .rebuildable()
        .inBatches(states -> catalogue.keep(states.stream().map(CatalogueListener::item).toList()));
  }

  private static CatalogueItem item(ReceivedEvent<?> event) {
    ItemState state = (ItemState) event.data();
    return new CatalogueItem(
        new Sku(state.sku()),
        state.name(),
        Money.of(state.unitPrice().amount(), state.unitPrice().currency()),
        state.inStock(),
        event.metadata().aggregateVersion());
  }
}
