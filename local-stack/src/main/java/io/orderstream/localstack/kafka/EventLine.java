package io.orderstream.localstack.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record as a line for people.
 *
 * @param position partition and offset
 * @param type what happened, as far as the record says
 * @param data the payload as compact JSON, or whatever else the record holds
 */
public record EventLine(String time, String position, String key, String type, String data) {

  private static final ObjectMapper JSON = JsonMapper.shared();
  private static final String OWN_TYPES = "io.orderstream.";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  static EventLine of(ConsumerRecord<byte[], byte[]> source) {
    byte @Nullable [] value = source.value();
    var event = parse(value);
    var data = event.isObject() && event.has("specversion") ? event.path("data") : event;
    return new EventLine(
        TIME.format(Instant.ofEpochMilli(source.timestamp())),
        source.partition() + "/" + source.offset(),
        text(source.key(), "-"),
        type(source, event),
        data.isMissingNode() ? text(value, "(nothing: the key is deleted)") : data.toString());
  }

  private static String type(ConsumerRecord<byte[], byte[]> source, JsonNode event) {
    var header = source.headers().lastHeader("ce_type");
    var type =
        event.path("type").isString()
            ? event.path("type").stringValue()
            : text(header == null ? null : header.value(), "-");
    return type.startsWith(OWN_TYPES) ? type.substring(OWN_TYPES.length()) : type;
  }

  private static JsonNode parse(byte @Nullable [] value) {
    if (value == null) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(value);
    } catch (JacksonException _) {
      return JSON.missingNode();
    }
  }

  private static String text(byte @Nullable [] bytes, String otherwise) {
    return bytes == null ? otherwise : new String(bytes, UTF_8).replaceAll("[\\p{Cntrl}\\s]+", " ");
  }
}
