package io.orderstream.messaging.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads events in the structured mode of the CloudEvents 1.0 JSON format, with the
 * attributes of {@link EventMetadata} as extensions. Unknown attributes and fields are ignored, so
 * that events may grow.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 *     Event Format for CloudEvents 1.0.2</a>
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     Protocol Binding 1.0.2</a>
 */
public final class CloudEvents {

  /** The {@code content-type} of a record that holds an event in structured mode. */
  public static final String CONTENT_TYPE = "application/cloudevents+json";

  /** The record header, and the extension, that carries the W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /**
   * The event as JSON.
   *
   * @throws JacksonException if {@code data} cannot be written
   */
  public String write(EventMetadata metadata, URI dataschema, Object data) {
    ObjectNode event = mapper.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", metadata.id().toString());
    event.put("source", metadata.source());
    event.put("type", metadata.type());
    event.put("subject", metadata.subject());
    event.put("time", metadata.time().toString());
    event.put("datacontenttype", "application/json");
    event.put("dataschema", dataschema.toString());
    event.put("correlationid", metadata.correlationId());
    putIfPresent(event, "causationid", metadata.causationId());
    event.put("aggregateversion", metadata.aggregateVersion());
    putIfPresent(event, TRACEPARENT, metadata.traceparent());
    event.set("data", mapper.valueToTree(data));
    return mapper.writeValueAsString(event);
  }

  /** The record headers of an event, which let tools filter and trace without parsing it. */
  public String writeHeaders(EventMetadata metadata, URI dataschema) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", CONTENT_TYPE);
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", metadata.id().toString());
    headers.put("ce_source", metadata.source());
    headers.put("ce_type", metadata.type());
    headers.put("ce_subject", metadata.subject());
    headers.put("ce_time", metadata.time().toString());
    headers.put("ce_dataschema", dataschema.toString());
    headers.put("ce_correlationid", metadata.correlationId());
    if (metadata.causationId() != null) {
      headers.put("ce_causationid", metadata.causationId());
    }
    headers.put("ce_aggregateversion", Long.toString(metadata.aggregateVersion()));
    if (metadata.traceparent() != null) {
      headers.put(TRACEPARENT, metadata.traceparent());
    }
    return mapper.writeValueAsString(headers);
  }

  /** Headers as {@link #writeHeaders} wrote them. */
  public Map<String, String> readHeaders(String headers) {
    Map<String, String> read = new LinkedHashMap<>();
    mapper
        .readTree(headers)
        .properties()
        .forEach(header -> read.put(header.getKey(), header.getValue().stringValue()));
    return read;
  }

  /**
   * Reads a record's value.
   *
   * @throws MalformedEvent if it is not a CloudEvent with the attributes that every event has
   */
  public ReadEvent read(byte @Nullable [] value) {
    if (value == null) {
      throw MalformedEvent.because("the record has no value");
    }
    JsonNode event;
    try {
      event = mapper.readTree(value);
    } catch (JacksonException e) {
      throw MalformedEvent.because("not JSON: " + e.getOriginalMessage(), e);
    }
    if (!event.isObject()) {
      throw MalformedEvent.because("not a JSON object");
    }
    if (!"1.0".equals(required(event, "specversion"))) {
      throw MalformedEvent.because("specversion is not 1.0");
    }
    UUID id = eventId(required(event, "id"));
    return new ReadEvent(
        new EventMetadata(
            id,
            required(event, "source"),
            required(event, "type"),
            required(event, "subject"),
            time(required(event, "time")),
            correlationId(event, id),
            optional(event, "causationid"),
            aggregateVersion(event),
            optional(event, TRACEPARENT)),
        event.path("data"),
        mapper);
  }

  private static void putIfPresent(ObjectNode event, String attribute, @Nullable String value) {
    if (value != null) {
      event.put(attribute, value);
    }
  }

  private static String required(JsonNode event, String attribute) {
    String value = optional(event, attribute);
    if (value == null || value.isEmpty()) {
      throw MalformedEvent.because("attribute " + attribute + " is missing");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode event, String attribute) {
    JsonNode value = event.get(attribute);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw MalformedEvent.because("attribute " + attribute + " is not a string");
    }
    return value.stringValue();
  }

  private static UUID eventId(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw MalformedEvent.because("attribute id is not a UUID", e);
    }
  }

  private static Instant time(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeException e) {
      throw MalformedEvent.because("attribute time is not a timestamp", e);
    }
  }

  private static String correlationId(JsonNode event, UUID id) {
    String correlationId = optional(event, "correlationid");
    return correlationId != null ? correlationId : id.toString();
  }

  private static long aggregateVersion(JsonNode event) {
    JsonNode version = event.path("aggregateversion");
    if (!version.canConvertToLong() || !version.isIntegralNumber() || version.longValue() < 1) {
      throw MalformedEvent.because("attribute aggregateversion is not a positive integer");
    }
    return version.longValue();
  }

  /** An event whose attributes are read and whose data is not yet. */
  public static final class ReadEvent {

    private final EventMetadata metadata;
    private final JsonNode data;
    private final JsonMapper mapper;

    private ReadEvent(EventMetadata metadata, JsonNode data, JsonMapper mapper) {
      this.metadata = metadata;
      this.data = data;
      this.mapper = mapper;
    }

    public EventMetadata metadata() {
      return metadata;
    }

    /**
     * The data as the given type.
     *
     * @throws MalformedEvent if it is not what the type needs
     */
    public <T> T dataAs(Class<T> type) {
      if (!data.isObject()) {
        throw MalformedEvent.because("data is not a JSON object");
      }
      try {
        return mapper.treeToValue(data, type);
      } catch (JacksonException e) {
        throw MalformedEvent.because(
            "data of %s is unreadable: %s".formatted(metadata.type(), e.getOriginalMessage()), e);
      }
    }
  }
}
