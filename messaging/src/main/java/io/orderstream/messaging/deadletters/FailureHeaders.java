package io.orderstream.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * What the headers of a record in a dead-letter topic tell: where it comes from, and why it is
 * there. A record that was put there by other hands counts as coming from there.
 */
final class FailureHeaders {

  private static final String PREFIX = "kafka_dlt-";
  private static final String ATTEMPTS = "dlt-attempts";
  private static final String WRAPPER = "cannot be handled; ";

  private final ConsumerRecord<byte[], byte[]> record;
  private final Headers headers;

  FailureHeaders(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
    this.headers = record.headers();
  }

  static boolean describes(String header) {
    return header.startsWith(PREFIX) || header.equals(ATTEMPTS);
  }

  String topic() {
    return text(KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic());
  }

  int partition() {
    return (int) number(KafkaHeaders.DLT_ORIGINAL_PARTITION, record.partition());
  }

  long offset() {
    return number(KafkaHeaders.DLT_ORIGINAL_OFFSET, record.offset());
  }

  long timestamp() {
    return number(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, record.timestamp());
  }

  int attempts() {
    String attempts = text(ATTEMPTS, "1");
    return attempts.matches("\\d{1,9}") ? Integer.parseInt(attempts) : 1;
  }

  String error() {
    String type = text(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, "");
    String message = text(KafkaHeaders.DLT_EXCEPTION_MESSAGE, "");
    if (message.startsWith(WRAPPER)) {
      message = message.substring(WRAPPER.length());
    }
    return type.isEmpty() ? message : type.replaceFirst(".*\\.", "") + ": " + message;
  }

  String stackTrace() {
    return text(KafkaHeaders.DLT_EXCEPTION_STACKTRACE, "");
  }

  @Nullable String find(String header) {
    Header found = headers.lastHeader(header);
    return found == null || found.value() == null
        ? null
        : Text.storable(new String(found.value(), UTF_8));
  }

  private String text(String header, String otherwise) {
    String found = find(header);
    return found == null ? otherwise : found;
  }

  private long number(String header, long otherwise) {
    Header found = headers.lastHeader(header);
    if (found == null || found.value() == null) {
      return otherwise;
    }
    ByteBuffer bytes = ByteBuffer.wrap(found.value());
    return switch (found.value().length) {
      case Integer.BYTES -> bytes.getInt();
      case Long.BYTES -> bytes.getLong();
      default -> otherwise;
    };
  }
}
