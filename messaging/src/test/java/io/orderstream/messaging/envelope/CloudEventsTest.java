package io.orderstream.messaging.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsTest {

  private static final EventMetadata METADATA =
      new EventMetadata(
          UUID.fromString("0199aaaa-0000-7000-8000-000000000001"),
          "/hive",
          "io.example.bee.landed.v1",
          "hive-7",
          Instant.parse("2026-05-01T10:00:00.123456Z"),
          "walk-1",
          "0199aaaa-0000-7000-8000-000000000000",
          3,
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  private static final URI SCHEMA = URI.create("urn:bees");

  private final CloudEvents cloudEvents = new CloudEvents();

  record BeeLanded(String bee, int grams) {}

  @Test
  void writesWhatTheCloudEventsSdkReads() {
    String json = cloudEvents.write(METADATA, SCHEMA, new BeeLanded("Maja \"M\"", 7));

    CloudEvent event = new JsonFormat().deserialize(json.getBytes(StandardCharsets.UTF_8));

    assertThat(event.getId()).isEqualTo(METADATA.id().toString());
    assertThat(event.getSource()).isEqualTo(URI.create("/hive"));
    assertThat(event.getType()).isEqualTo(METADATA.type());
    assertThat(event.getSubject()).isEqualTo("hive-7");
    assertThat(event.getTime()).isNotNull();
    assertThat(event.getTime().toInstant()).isEqualTo(METADATA.time());
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getDataSchema()).isEqualTo(SCHEMA);
    assertThat(event.getExtension("correlationid")).isEqualTo("walk-1");
    assertThat(event.getExtension("causationid")).isEqualTo(METADATA.causationId());
    assertThat(event.getExtension("aggregateversion")).isEqualTo(3);
    assertThat(event.getExtension("traceparent")).isEqualTo(METADATA.traceparent());
    assertThat(new String(event.getData().toBytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"bee\":\"Maja \\\"M\\\"\",\"grams\":7}");
  }

  @Test
  void readsWhatItWrote() {
    var read =
        cloudEvents.read(bytes(cloudEvents.write(METADATA, SCHEMA, new BeeLanded("Maja", 7))));

    assertThat(read.metadata()).isEqualTo(METADATA);
    assertThat(read.dataAs(BeeLanded.class)).isEqualTo(new BeeLanded("Maja", 7));
  }

  @Test
  void mirrorsTheAttributesInHeaders() {
    assertThat(cloudEvents.readHeaders(cloudEvents.writeHeaders(METADATA, SCHEMA)))
        .containsEntry("content-type", "application/cloudevents+json")
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", METADATA.id().toString())
        .containsEntry("ce_type", METADATA.type())
        .containsEntry("ce_source", "/hive")
        .containsEntry("ce_subject", "hive-7")
        .containsEntry("ce_time", "2026-05-01T10:00:00.123456Z")
        .containsEntry("ce_dataschema", "urn:bees")
        .containsEntry("ce_correlationid", "walk-1")
        .containsEntry("ce_causationid", METADATA.causationId())
        .containsEntry("ce_aggregateversion", "3")
        .containsEntry("traceparent", METADATA.traceparent());
  }

  @Test
  void ignoresAttributesAndFieldsItDoesNotKnow() {
    var read =
        cloudEvents.read(
            bytes(
                """
                {"specversion":"1.0","id":"0199aaaa-0000-7000-8000-000000000001","source":"/hive",
                 "type":"t","subject":"s","time":"2026-05-01T10:00:00Z","aggregateversion":1,
                 "colour":"yellow","data":{"bee":"Maja","grams":7,"mood":"good"}}
                """));

    assertThat(read.dataAs(BeeLanded.class)).isEqualTo(new BeeLanded("Maja", 7));
    assertThat(read.metadata().correlationId()).isEqualTo(read.metadata().id().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                                       | not JSON
          []                                                             | not a JSON object
          {}                                                             | specversion is missing
          {"specversion":"0.3"}                                          | specversion is not 1.0
          {"specversion":"1.0","id":"7"}                                 | id is not a UUID
          {"specversion":"1.0","id":7}                                   | id is not a string
          {"specversion":"1.0","id":"0199aaaa-0000-7000-8000-000000000001"} | source is missing
          """)
  void refusesWhatIsNoEvent(String value, String reason) {
    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> cloudEvents.read(bytes(value)))
        .withMessageContaining(reason);
  }

  @Test
  void refusesARecordWithoutAValue() {
    assertThatExceptionOfType(MalformedEvent.class).isThrownBy(() -> cloudEvents.read(null));
  }

  @Test
  void refusesDataThatLacksANumber() {
    String json = cloudEvents.write(METADATA, SCHEMA, java.util.Map.of("bee", "Maja"));

    assertThatExceptionOfType(MalformedEvent.class)
        .isThrownBy(() -> cloudEvents.read(bytes(json)).dataAs(BeeLanded.class))
        .withMessageContaining("unreadable");
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
