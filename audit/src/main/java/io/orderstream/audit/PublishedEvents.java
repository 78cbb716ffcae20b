package io.orderstream.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.orderstream.contracts.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.copy.CopyIn;

/**
 * A topic of order ids, as far as it is there when the reading begins. Reads what the record
 * headers say, which is what the events say.
 */
final class PublishedEvents implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  /** For a broker that does not answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Topic topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private Instant keptSince = Instant.EPOCH;

  PublishedEvents(String bootstrapServers, Topic topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Writes a row for each event; records that are no events of an order are left out.
   *
   * @throws TimeoutException if Kafka does not answer
   */
  void copyTo(CopyIn rows) throws SQLException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
    for (TopicPartition partition : partitions) {
      if (offset(beginnings, partition) == offset(ends, partition) && offset(ends, partition) > 0) {
        keptSince = Instant.now();
      }
    }
    Set<TopicPartition> begun = new HashSet<>();
    long progressAt = System.nanoTime();
    while (partitions.stream().anyMatch(p -> consumer.position(p) < offset(ends, p))) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > PATIENCE.toNanos()) {
        throw new TimeoutException(topic.name() + " cannot be read to its end");
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (begun.add(partitionOf(record)) && record.offset() > 0) {
          isFirstKept(record);
        }
        write(record, rows);
      }
    }
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return requireNonNull(offsets.get(partition), () -> partition + " has no offset");
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private void isFirstKept(ConsumerRecord<?, ?> record) {
    Instant time = Instant.ofEpochMilli(record.timestamp());
    keptSince = time.isAfter(keptSince) ? time : keptSince;
  }

  private void write(ConsumerRecord<byte[], byte[]> record, CopyIn rows) throws SQLException {
    try {
      String row =
          String.join(
              "\t",
              topic.name(),
              Long.toString(record.offset()),
              UUID.fromString(header(record, "ce_subject")).toString(),
              Long.toString(Long.parseLong(header(record, "ce_aggregateversion"))),
              UUID.fromString(header(record, "ce_id")).toString());
      byte[] line = (row + "\n").getBytes(UTF_8);
      rows.writeToCopy(line, 0, line.length);
    } catch (IllegalArgumentException _) {
      // somebody else's, and in the dead letters of whoever reads it
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  /** Since when the topic holds everything; before that, retention has removed some of it. */
  Instant keptSince() {
    return keptSince;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
