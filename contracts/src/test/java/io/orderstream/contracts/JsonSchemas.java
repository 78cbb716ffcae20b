package io.orderstream.contracts;

import static java.util.stream.Collectors.joining;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The published schemas, and what they object to. */
final class JsonSchemas {

  static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();

  static JsonNode envelope() {
    return named("envelope");
  }

  static JsonNode of(PublishedEvent event) {
    return named(event.type());
  }

  /** What is wrong with {@code json}, empty if nothing is. */
  static String objections(JsonNode schema, JsonNode json) {
    return lines(registry().getSchema(schema).validate(json));
  }

  /** What is wrong with the schema itself, empty if nothing is. */
  static String objections(JsonNode schema) {
    return lines(registry().getSchema(SchemaLocation.of(DIALECT)).validate(schema));
  }

  private static JsonNode named(String name) {
    return Json.read(Resources.text("schemas/" + name + ".json"));
  }

  /** A new one each time: a registry remembers schemas by their id, and tests vary them. */
  private static SchemaRegistry registry() {
    var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config));
  }

  private static String lines(List<Error> errors) {
    return errors.stream().map(Error::toString).collect(joining("\n"));
  }

  private JsonSchemas() {}
}
