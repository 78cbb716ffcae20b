package io.orderstream.messaging.consuming;

import io.orderstream.messaging.correlation.EventScopes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service does with the events of one topic. A bean of this type is all it takes to consume:
 *
 * <pre>{@code
 * @Bean
 * EventSubscription points(CollectingPoints collecting) {
 *   return EventSubscription.to("orders.order.events.v1")
 *       .as("loyalty-service")
 *       .on(OrderConfirmed.TYPE, OrderConfirmed.class, event -> collecting.collect(event.data()))
 *       .build();
 * }
 * }</pre>
 *
 * <p>Handlers run in one transaction for each polled batch, together with the inbox: an event whose
 * transaction committed is never handled again, however often it is delivered. Events of one key
 * arrive in the order they were published in. Types without a handler are counted and skipped,
 * unless there is a handler for another version of the type. A failure that can pass (the database
 * is away) is waited out, for ever; an event that fails for itself, or that only a newer consumer
 * can read, goes to {@code <topic>.<group>.dlt} and the others go on.
 */
public final class EventSubscription {

  private static final Pattern VERSIONED = Pattern.compile("(?<name>.+)\\.v\\d+");

  private final String topic;
  private final String group;
  private final boolean deduplicated;
  private final boolean rebuildable;
  private final Map<String, Class<?>> types;
  private final BatchHandler handler;

  private EventSubscription(
      String topic,
      String group,
      boolean deduplicated,
      boolean rebuildable,
      Map<String, Class<?>> types,
      BatchHandler handler) {
    this.topic = topic;
    this.group = group;
    this.deduplicated = deduplicated;
    this.rebuildable = rebuildable;
    this.types = types;
    this.handler = handler;
  }

  /** Begins a subscription to a topic, from its first event on. */
  public static Topic to(String topic) {
    return new Topic(topic);
  }

  public String topic() {
    return topic;
  }

  /** The consumer group. */
  public String group() {
    return group;
  }

  /** Where records go that the group cannot handle. */
  public String deadLetterTopic() {
    return topic + "." + group + ".dlt";
  }

  /** Whether the inbox keeps events from being handled twice. */
  public boolean deduplicated() {
    return deduplicated;
  }

  /** Whether the topic may be read again from its beginning. */
  public boolean rebuildable() {
    return rebuildable;
  }

  boolean handlesAnotherVersionOf(String type) {
    Matcher versioned = VERSIONED.matcher(type);
    return versioned.matches()
        && types.keySet().stream()
            .map(VERSIONED::matcher)
            .anyMatch(
                known -> known.matches() && known.group("name").equals(versioned.group("name")));
  }

  Map<String, Class<?>> types() {
    return types;
  }

  BatchHandler handler() {
    return handler;
  }

  /** Handles the events of one transaction, in order. */
  @FunctionalInterface
  interface BatchHandler {
    void handle(List<ReceivedEvent<?>> events, EventScopes scopes);
  }

  /** A topic that still needs a consumer group. */
  public static final class Topic {

    private final String name;

    private Topic(String name) {
      this.name = name;
    }

    /**
     * The consumer group: instances of one service share it, and every service has its own. Within
     * a service there is one subscription for each topic and group.
     */
    public Handlers as(String group) {
      return new Handlers(name, group);
    }
  }

  /** The event types that a subscription handles. */
  public static final class Handlers {

    private final String topic;
    private final String group;
    private final Map<String, Class<?>> types = new LinkedHashMap<>();
    private final Map<String, Consumer<ReceivedEvent<?>>> handlers = new LinkedHashMap<>();
    private boolean deduplicated = true;
    private boolean rebuildable;

    private Handlers(String topic, String group) {
      this.topic = topic;
      this.group = group;
    }

    /** Handles events of one type, one by one. */
    @SuppressWarnings("unchecked") // EventHandler reads the data of a type as the class given here
    public <T> Handlers on(String type, Class<T> data, Consumer<ReceivedEvent<T>> handler) {
      reading(type, data);
      handlers.put(type, event -> handler.accept((ReceivedEvent<T>) event));
      return this;
    }

    /** Reads events of one type for {@link #inBatches}. */
    public Handlers reading(String type, Class<?> data) {
      if (types.putIfAbsent(type, data) != null) {
        throw new IllegalArgumentException(type + " is handled twice");
      }
      return this;
    }

    /**
     * Delivers without the inbox: for handlers to which an event that comes again makes no
     * difference.
     */
    public Handlers withoutInbox() {
      deduplicated = false;
      return this;
    }

    /**
     * Lets operators have the topic read again from its beginning, without the inbox: for handlers
     * that keep a state which all events of the topic together tell, and which takes an event seen
     * long before as it took it then.
     */
    public Handlers rebuildable() {
      rebuildable = true;
      return withoutInbox();
    }

    public EventSubscription build() {
      if (!handlers.keySet().equals(types.keySet())) {
        throw new IllegalStateException("types without a handler: give them one, or use inBatches");
      }
      return new EventSubscription(
          topic,
          group,
          deduplicated,
          rebuildable,
          Map.copyOf(types),
          (events, scopes) -> events.forEach(event -> dispatch(event, scopes)));
    }

    /**
     * Handles all events of a transaction in one call, in order. After a failure the same events
     * come again one by one, so that one bad event does not take others with it. What the handler
     * publishes needs its {@link
     * io.orderstream.messaging.publishing.OutgoingEvent#causedBy(io.orderstream.messaging.envelope.EventMetadata)
     * cause}.
     */
    public EventSubscription inBatches(Consumer<List<ReceivedEvent<?>>> handler) {
      if (!handlers.isEmpty()) {
        throw new IllegalStateException("handlers of single events cannot be mixed with batches");
      }
      return new EventSubscription(
          topic,
          group,
          deduplicated,
          rebuildable,
          Map.copyOf(types),
          (events, scopes) -> handler.accept(events));
    }

    private void dispatch(ReceivedEvent<?> event, EventScopes scopes) {
      Consumer<ReceivedEvent<?>> handler = handlers.get(event.metadata().type());
      if (handler == null) {
        throw new IllegalStateException("no handler for " + event.metadata().type());
      }
      try (var _ = scopes.open(event.metadata())) {
        handler.accept(event);
      }
    }
  }
}
