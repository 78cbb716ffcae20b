package io.orderstream.messaging.consuming;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.messaging.correlation.EventScopes;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.CloudEvents.ReadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings events to the handler of a subscription, each of them once. */
public final class EventHandler {

  private final EventSubscription subscription;
  private final CloudEvents cloudEvents;
  private final Inbox inbox;
  private final EventScopes scopes;
  private final Counter duplicates;
  private final Counter unhandled;

  EventHandler(
      EventSubscription subscription,
      CloudEvents cloudEvents,
      Inbox inbox,
      EventScopes scopes,
      MeterRegistry meters) {
    this.subscription = subscription;
    this.cloudEvents = cloudEvents;
    this.inbox = inbox;
    this.scopes = scopes;
    this.duplicates =
        Counter.builder("inbox.duplicates")
            .description("Events that were delivered again and skipped")
            .tag("group", subscription.group())
            .tag("topic", subscription.topic())
            .register(meters);
    this.unhandled =
        Counter.builder("events.unhandled")
            .description("Events skipped because the subscription has no handler for their type")
            .tag("group", subscription.group())
            .tag("topic", subscription.topic())
            .register(meters);
  }

  public EventSubscription subscription() {
    return subscription;
  }

  /**
   * Reads a record's value.
   *
   * @return null if the subscription passes over events of this type
   * @throws io.orderstream.messaging.envelope.MalformedEvent if it is no event, or lacks what its
   *     type needs
   * @throws UnknownVersion if the subscription handles the type in other versions only
   */
  public @Nullable ReceivedEvent<?> read(byte @Nullable [] value) {
    ReadEvent event = cloudEvents.read(value);
    String name = event.metadata().type();
    Class<?> type = subscription.types().get(name);
    if (type != null) {
      return new ReceivedEvent<>(event.metadata(), event.dataAs(type));
    }
    if (subscription.handlesAnotherVersionOf(name)) {
      throw UnknownVersion.of(name, subscription);
    }
    unhandled.increment();
    return null;
  }

  /**
   * Handles events in the current transaction.
   *
   * @return how many of them had not been handled before
   */
  public int handle(List<? extends ReceivedEvent<?>> events) {
    List<ReceivedEvent<?>> unseen = withoutDuplicates(events);
    if (!unseen.isEmpty()) {
      subscription.handler().handle(unseen, scopes);
    }
    return unseen.size();
  }

  private List<ReceivedEvent<?>> withoutDuplicates(List<? extends ReceivedEvent<?>> events) {
    if (!subscription.deduplicated()) {
      return List.copyOf(events);
    }
    List<UUID> ids = events.stream().map(event -> event.metadata().id()).toList();
    Set<UUID> unseen = inbox.register(subscription.group(), ids);
    List<ReceivedEvent<?>> remaining = new ArrayList<>(events.size());
    for (ReceivedEvent<?> event : events) {
      // removed when taken, for a batch can hold one event twice
      if (unseen.remove(event.metadata().id())) {
        remaining.add(event);
      }
    }
    duplicates.increment(events.size() - remaining.size());
    return remaining;
  }
}
