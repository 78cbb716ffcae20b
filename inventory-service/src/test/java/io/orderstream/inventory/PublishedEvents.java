package io.orderstream.inventory;

import static org.awaitility.Awaitility.await;

import io.orderstream.contracts.Topic;
import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.CloudEvents.ReadEvent;
import io.orderstream.testing.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning. */
public final class PublishedEvents implements AutoCloseable {

  private final CloudEvents cloudEvents = new CloudEvents();
  private final List<ReadEvent> read = new ArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;

  public PublishedEvents(Topic topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Servers.current().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The events of these subjects, as soon as there are that many. */
  public List<ReadEvent> of(List<String> subjects, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              consumer
                  .poll(Duration.ofMillis(200))
                  .forEach(record -> read.add(cloudEvents.read(record.value())));
              return of(subjects).size() >= count;
            });
    return of(subjects);
  }

  public List<ReadEvent> of(String subject, int count) {
    return of(List.of(subject), count);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<ReadEvent> of(List<String> subjects) {
    return read.stream().filter(event -> subjects.contains(event.metadata().subject())).toList();
  }
}
