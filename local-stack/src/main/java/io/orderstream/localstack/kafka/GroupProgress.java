package io.orderstream.localstack.kafka;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has come with a topic. */
public final class GroupProgress implements AutoCloseable {

  private static final int LIMIT_SECONDS = 5;

  private final Admin admin;
  private final String group;
  private final String topic;

  public GroupProgress(KafkaCluster cluster, String group, String topic) {
    this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    this.group = group;
    this.topic = topic;
  }

  /**
   * Whether there are events, and the group has committed the offsets behind all of them. False too
   * when the cluster does not tell.
   */
  public boolean isCaughtUp() {
    try {
      var ends = ends();
      var committed = committed();
      return ends.values().stream().anyMatch(end -> end > 0)
          && ends.entrySet().stream()
              .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private Map<TopicPartition, Long> ends()
      throws ExecutionException, TimeoutException, InterruptedException {
    var description = answer(admin.describeTopics(List.of(topic)).allTopicNames());
    var latest =
        requireNonNull(description.get(topic)).partitions().stream()
            .collect(
                toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    _ -> OffsetSpec.latest()));
    return answer(admin.listOffsets(latest).all()).entrySet().stream()
        .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private Map<TopicPartition, Long> committed()
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    // A partition without a committed offset is there too, with null.
    return offsets.entrySet().stream()
        .filter(offset -> offset.getValue() != null)
        .collect(toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
  }

  private static <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
