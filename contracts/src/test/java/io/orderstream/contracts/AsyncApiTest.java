package io.orderstream.contracts;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.contracts.PublishedEvent.Sample;
import io.orderstream.contracts.Topic.Retention;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {

  private static final JsonNode API = new YAMLMapper().readTree(Resources.path("asyncapi.yaml"));

  /** In the envelope only, or a header of another name. */
  private static final Set<String> NOT_MIRRORED = Set.of("data", "datacontenttype", "traceparent");

  @Test
  void declaresEveryTopicAsTheCodeDoes() {
    assertThat(channels().map(AsyncApiTest::topic))
        .containsExactlyInAnyOrderElementsOf(declaredTopics());
  }

  @Test
  void carriesOnEachTopicTheTypesThatBelongThere() {
    Map<String, Set<String>> expected =
        PublishedEvent.all()
            .collect(groupingBy(e -> e.topic().name(), mapping(PublishedEvent::type, toSet())));

    assertThat(
            channels()
                .collect(toMap(AsyncApiTest::address, channel -> types(channel.path("messages")))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void describesEachEventByItsSchemaAndItsSamples(PublishedEvent event) {
    JsonNode message = message(event);

    JsonNode narrowed = message.at("/payload/allOf/1/properties");
    assertThat(message.at("/payload/allOf/0/$ref").stringValue())
        .isEqualTo("./schemas/envelope.json");
    assertThat(narrowed.at("/type/const").stringValue()).isEqualTo(event.type());
    assertThat(narrowed.at("/data/$ref").stringValue())
        .isEqualTo("./schemas/" + event.type() + ".json");
    assertThat(message.path("examples").valueStream().map(shown -> resolved(shown.path("payload"))))
        .containsExactlyElementsOf(event.samples().stream().map(Sample::event).toList());
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void namesTheServiceThatPublishesEachEvent(PublishedEvent event) {
    assertThat(
            operations("send")
                .filter(operation -> types(operation.path("messages")).contains(event.type()))
                .map(operation -> "/" + operation.at("/tags/0/name").stringValue()))
        .containsExactly(event.completeSample().event().path("source").stringValue());
  }

  @Test
  void namesAConsumerOfEveryTopic() {
    assertThat(
            operations("receive")
                .map(operation -> address(resolved(operation.path("channel"))))
                .collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(declaredTopics().stream().map(Topic::name).toList());
  }

  @Test
  void mirrorsTheContextAttributesAsHeaders() {
    List<String> mirrored =
        JsonSchemas.envelope().path("properties").propertyNames().stream()
            .filter(not(NOT_MIRRORED::contains))
            .map(attribute -> "ce_" + attribute)
            .toList();

    assertThat(API.at("/components/schemas/headers/properties").propertyNames())
        .filteredOn(header -> header.startsWith("ce_"))
        .containsExactlyInAnyOrderElementsOf(mirrored);
  }

  @Test
  void pointsOnlyToWhatIsThere() {
    assertThat(API.findValues("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(target(ref.stringValue()).isMissingNode()).isFalse());
  }

  private static Stream<JsonNode> channels() {
    return API.path("channels").valueStream();
  }

  private static Stream<JsonNode> operations(String action) {
    return API.path("operations")
        .valueStream()
        .filter(operation -> operation.path("action").stringValue().equals(action));
  }

  private static JsonNode message(PublishedEvent event) {
    return API.at("/components/messages")
        .valueStream()
        .filter(message -> message.path("name").stringValue().equals(event.type()))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> types(JsonNode messages) {
    return messages
        .valueStream()
        .map(message -> resolved(message).path("name").stringValue())
        .collect(toSet());
  }

  private static String address(JsonNode channel) {
    return channel.path("address").stringValue();
  }

  private static Topic topic(JsonNode channel) {
    JsonNode kafka = channel.at("/bindings/kafka");
    return new Topic(
        address(channel),
        kafka.path("partitions").intValue(),
        switch (kafka.at("/topicConfiguration/cleanup.policy/0").stringValue()) {
          case "delete" -> Retention.BY_AGE;
          case "compact" -> Retention.NEWEST_OF_EACH_KEY;
          case String other -> throw new IllegalArgumentException(other);
        });
  }

  private static List<Topic> declaredTopics() {
    return Stream.of(Topics.class.getFields())
        .map(
            field -> {
              try {
                return (Topic) field.get(null);
              } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static JsonNode resolved(JsonNode json) {
    return json.has("$ref") ? resolved(target(json.path("$ref").stringValue())) : json;
  }

  private static JsonNode target(String ref) {
    return ref.startsWith("#")
        ? API.at(ref.substring(1))
        : Json.read(Resources.text(ref.replaceFirst("^\\./", "")));
  }
}
