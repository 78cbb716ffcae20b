package io.orderstream.messaging.rebuilding;

import static java.util.stream.Collectors.toMap;

import io.orderstream.messaging.consuming.BeforePoll;
import io.orderstream.messaging.consuming.EventSubscription;
import io.orderstream.messaging.rebuilding.RebuildTable.PendingPartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Sends consumers back to the beginning of the partitions that they own, where a rebuild asks for
 * it. Each partition is restarted by whoever owns it, on the consumer's thread, between two polls.
 * Its position at the beginning is committed before it is noted as restarted: whether the process
 * dies or the partition moves to another instance in between, it is either restarted once more or
 * read on from the beginning, but never left out.
 */
final class PartitionRestarts implements BeforePoll, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PartitionRestarts.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration KAFKA_LIMIT = Duration.ofSeconds(5);

  private final RebuildTable table;
  private final List<EventSubscription> subscriptions;

  /** Subscriptions with a rebuild under way: the others cost their consumers nothing. */
  private final Set<String> rebuilding = ConcurrentHashMap.newKeySet();

  private volatile Thread watcher = new Thread();
  private volatile boolean running;

  PartitionRestarts(RebuildTable table, List<EventSubscription> subscriptions) {
    this.table = table;
    this.subscriptions = subscriptions.stream().filter(EventSubscription::rebuildable).toList();
  }

  @Override
  public void beforePoll(EventSubscription subscription, Consumer<?, ?> consumer) {
    if (!rebuilding.contains(subscription.deadLetterTopic())) {
      return;
    }
    try {
      advance(subscription, consumer);
    } catch (KafkaException | DataAccessException | TransactionException e) {
      log.warn(
          "The rebuild of {} from {} has to wait: {}",
          subscription.group(),
          subscription.topic(),
          e.toString());
    }
  }

  private void advance(EventSubscription subscription, Consumer<?, ?> consumer) {
    Map<Integer, PendingPartition> pending =
        table.pending(subscription.group(), subscription.topic()).stream()
            .collect(toMap(PendingPartition::partition, one -> one));
    for (TopicPartition owned : consumer.assignment()) {
      PendingPartition partition = pending.get(owned.partition());
      if (partition == null || consumer.paused().contains(owned)) {
        continue;
      }
      Long until = partition.untilOffset();
      if (until == null) {
        restart(partition, owned, consumer);
      } else if (consumer.position(owned, KAFKA_LIMIT) >= until) {
        table.finished(partition);
      }
    }
  }

  private void restart(PendingPartition partition, TopicPartition owned, Consumer<?, ?> consumer) {
    Set<TopicPartition> one = Set.of(owned);
    long beginning = consumer.beginningOffsets(one, KAFKA_LIMIT).getOrDefault(owned, 0L);
    long end = consumer.endOffsets(one, KAFKA_LIMIT).getOrDefault(owned, 0L);
    consumer.commitSync(Map.of(owned, new OffsetAndMetadata(beginning)), KAFKA_LIMIT);
    consumer.seek(owned, beginning);
    table.restarted(partition, end);
    log.info("Reading {} from its beginning again, up to offset {}", owned, end);
  }

  @Override
  public void start() {
    running = true;
    // no virtual thread: interrupting one closes the database connection that it reads from
    watcher = Thread.ofPlatform().daemon().name("rebuilds").start(this::watch);
  }

  private void watch() {
    while (running && !subscriptions.isEmpty()) {
      subscriptions.forEach(this::look);
      try {
        // rebuilds may be asked of any instance: the database is all that they share
        Thread.sleep(INTERVAL);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void look(EventSubscription subscription) {
    try {
      if (table.pending(subscription.group(), subscription.topic()).isEmpty()) {
        rebuilding.remove(subscription.deadLetterTopic());
      } else {
        rebuilding.add(subscription.deadLetterTopic());
      }
    } catch (DataAccessException e) {
      log.debug("Rebuilds cannot be looked for", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    watcher.interrupt();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
