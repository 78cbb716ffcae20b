package io.orderstream.notifications.listening;

import io.orderstream.contracts.Topics;
import io.orderstream.contracts.orders.OrderCancelled;
import io.orderstream.contracts.orders.OrderConfirmed;
import io.orderstream.contracts.orders.OrderCreated;
import io.orderstream.contracts.orders.OrderRejected;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.notifications.domain.NotifyingCustomers;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Which events this service listens to, and the topic that brings them. */
@Configuration(proxyBeanMethods = false)
class OrderEventsSubscription {

  /** A mail bears the id of its event, so the table of mails is all the inbox that it takes. */
  @Bean
  EventSubscription orderEvents(NotifyingCustomers notifyingCustomers) {
    return EventSubscription.to(Topics.ORDER_EVENTS.name())
        .as("notification-service")
        .reading(OrderCreated.TYPE, OrderCreated.class)
        .reading(OrderConfirmed.TYPE, OrderConfirmed.class)
        .reading(OrderRejected.TYPE, OrderRejected.class)
        .reading(OrderCancelled.TYPE, OrderCancelled.class)
        .withoutInbox()
        .inBatches(events -> notifyingCustomers.with(events.stream().map(ToMail::from).toList()));
  }

  @Bean
  NewTopic orderEventsTopic() {
    return TopicBuilder.name(Topics.ORDER_EVENTS.name())
        .partitions(Topics.ORDER_EVENTS.partitions())
        .build();
  }
}
