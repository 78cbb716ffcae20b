package io.orderstream.contracts;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the services read and write it: unknown fields are passed over, nulls left out. */
final class Json {

  private static final JsonMapper MAPPER = mapper(Include.NON_NULL);
  private static final JsonMapper MAPPER_WITH_NULLS = mapper(Include.ALWAYS);

  static JsonNode read(String json) {
    return MAPPER.readTree(json);
  }

  static <T> T read(JsonNode json, Class<T> type) {
    return MAPPER.treeToValue(json, type);
  }

  static JsonNode write(Object value) {
    return read(MAPPER.writeValueAsString(value));
  }

  static JsonNode writeWithNulls(Object value) {
    return read(MAPPER_WITH_NULLS.writeValueAsString(value));
  }

  /** A copy in which every object, at any depth, has undergone {@code change}. */
  static JsonNode changed(JsonNode json, Consumer<ObjectNode> change) {
    JsonNode copy = json.deepCopy();
    objectsIn(copy).toList().forEach(change);
    return copy;
  }

  /** All objects at any depth, always in the same order. */
  static Stream<ObjectNode> objectsIn(JsonNode json) {
    Stream<ObjectNode> inside = json.valueStream().flatMap(Json::objectsIn);
    return json instanceof ObjectNode object ? Stream.concat(Stream.of(object), inside) : inside;
  }

  private static JsonMapper mapper(Include included) {
    return JsonMapper.builder()
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .changeDefaultPropertyInclusion(value -> value.withValueInclusion(included))
        .build();
  }

  private Json() {}
}
