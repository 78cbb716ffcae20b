package io.orderstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.PublishedEvent.Sample;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GoldenSamplesTest {

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL_SAMPLES)
  void matchesTheEnvelope(Sample sample) {
    assertThat(JsonSchemas.objections(JsonSchemas.envelope(), sample.event())).isEmpty();
  }

  @Test
  void showsWithTheOthersEveryAttributeOfTheEnvelope() {
    assertThat(
            PublishedEvent.allSamples()
                .flatMap(sample -> sample.event().propertyNames().stream())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            JsonSchemas.envelope().path("properties").propertyNames());
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL_SAMPLES)
  void matchesTheSchemaOfItsType(Sample sample) {
    assertThat(JsonSchemas.objections(JsonSchemas.of(sample.of()), sample.data())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL_SAMPLES)
  void namesItsTypeItsSchemaAndItsKey(Sample sample) {
    assertThat(text(sample.event(), "/type")).isEqualTo(sample.of().type());
    assertThat(text(sample.event(), "/dataschema"))
        .isEqualTo(Schemas.of(sample.of().type()).toString());
    assertThat(text(sample.event(), "/subject")).isEqualTo(text(sample.data(), sample.of().key()));
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL_SAMPLES)
  void readsIntoItsRecordAndBackUnchanged(Sample sample) {
    assertThat(Json.write(Json.read(sample.data(), sample.of().data()))).isEqualTo(sample.data());
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL_SAMPLES)
  void passesOverFieldsThatALaterAdditionBrings(Sample sample) {
    JsonNode later = Json.changed(sample.event(), object -> object.put("addedLater", true));
    JsonNode data = later.path("data");

    assertThat(JsonSchemas.objections(JsonSchemas.envelope(), later)).isEmpty();
    assertThat(JsonSchemas.objections(JsonSchemas.of(sample.of()), data)).isEmpty();
    assertThat((Object) Json.read(data, sample.of().data()))
        .isEqualTo(Json.read(sample.data(), sample.of().data()));
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void showsEveryFieldOfItsRecordWhenComplete(PublishedEvent event) {
    JsonNode data = event.completeSample().data();

    assertThat(Json.writeWithNulls(Json.read(data, event.data()))).isEqualTo(data);
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void showsEveryFieldOfItsSchemaAndNoOtherWhenComplete(PublishedEvent event) {
    JsonNode exact =
        Json.changed(
            JsonSchemas.of(event),
            schema -> {
              if (schema.path("properties") instanceof ObjectNode properties) {
                schema.put("additionalProperties", false);
                var required = schema.putArray("required");
                properties.propertyNames().forEach(required::add);
              }
            });

    assertThat(JsonSchemas.objections(exact, event.completeSample().data())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyOmission")
  void isRefusedByRecordAndSchemaAlikeWithoutARequiredField(Omission omission) {
    boolean schemaTakesIt =
        JsonSchemas.objections(JsonSchemas.of(omission.event), omission.data).isEmpty();

    assertThat(omission.isTakenByRecord()).isEqualTo(schemaTakesIt);
  }

  static Stream<Omission> everyOmission() {
    return PublishedEvent.all().flatMap(GoldenSamplesTest::omissionsFrom);
  }

  private static Stream<Omission> omissionsFrom(PublishedEvent event) {
    JsonNode data = event.completeSample().data();
    List<ObjectNode> objects = Json.objectsIn(data).toList();
    return IntStream.range(0, objects.size())
        .boxed()
        .flatMap(
            n ->
                objects.get(n).propertyNames().stream()
                    .map(field -> new Omission(event, field, without(field, n, data))));
  }

  private static JsonNode without(String field, int objectNumber, JsonNode data) {
    JsonNode copy = data.deepCopy();
    Json.objectsIn(copy).toList().get(objectNumber).remove(field);
    return copy;
  }

  private static String text(JsonNode json, String pointer) {
    return json.at(pointer).stringValue();
  }

  record Omission(PublishedEvent event, String missing, JsonNode data) {

    boolean isTakenByRecord() {
      try {
        Json.read(data, event.data());
        return true;
      } catch (JacksonException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return event + " without " + missing;
    }
  }
}
