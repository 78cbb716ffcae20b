package io.orderstream.messaging.consuming;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All subscriptions of this service. */
public final class EventHandlers {

  private final List<EventHandler> handlers;

  EventHandlers(Collection<EventHandler> handlers) {
    this.handlers = List.copyOf(handlers);
    requireOneOfEach();
  }

  /** Two members of one group would share the partitions, and each would skip the other's types. */
  private void requireOneOfEach() {
    Set<String> seen = new HashSet<>();
    for (EventSubscription subscription : subscriptions()) {
      if (!seen.add(subscription.deadLetterTopic())) {
        throw new IllegalStateException(
            "two subscriptions to %s as %s: make them one"
                .formatted(subscription.topic(), subscription.group()));
      }
    }
  }

  List<EventHandler> all() {
    return handlers;
  }

  public List<EventSubscription> subscriptions() {
    return handlers.stream().map(EventHandler::subscription).toList();
  }

  /** The consumer groups of this service. */
  public Set<String> groups() {
    return subscriptions().stream()
        .map(EventSubscription::group)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The handler of a group for a topic; null if the group does not consume it. */
  public @Nullable EventHandler find(String group, String topic) {
    return handlers.stream()
        .filter(handler -> handler.subscription().group().equals(group))
        .filter(handler -> handler.subscription().topic().equals(topic))
        .findFirst()
        .orElse(null);
  }
}
