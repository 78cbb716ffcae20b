package io.orderstream.messaging.deadletters;

import io.orderstream.messaging.envelope.CloudEvents;
import io.orderstream.messaging.envelope.EventMetadata;
import io.orderstream.messaging.envelope.MalformedEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Takes the records of a group's dead-letter topics over into the database, where operators find
 * them. The topics keep them, too.
 */
final class DeadLetterIntake implements BatchMessageListener<byte[], byte[]> {

  private final String group;
  private final DeadLetterTable table;
  private final CloudEvents cloudEvents;

  DeadLetterIntake(String group, DeadLetterTable table, CloudEvents cloudEvents) {
    this.group = group;
    this.table = table;
    this.cloudEvents = cloudEvents;
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    records.forEach(this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      EventMetadata event = cloudEvents.read(record.value()).metadata();
      table.add(group, record, event.id().toString(), Text.storable(event.type()));
    } catch (MalformedEvent _) {
      FailureHeaders headers = new FailureHeaders(record);
      table.add(group, record, headers.find("ce_id"), headers.find("ce_type"));
    }
  }
}
