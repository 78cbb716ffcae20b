package io.orderstream.testing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document that a running service generates, held against what the service does. */
public final class ApiDocument {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final Path PUBLISHED = Path.of("../contracts/src/main/resources/openapi");

  private final JsonNode document;

  private ApiDocument(JsonNode document) {
    this.document = document;
  }

  public static ApiDocument parse(String json) {
    return new ApiDocument(JSON.readTree(json));
  }

  /**
   * An answer that the document promises.
   *
   * @param method in capitals
   * @param path with its variables in braces
   */
  public record Answer(String method, String path, int status) {

    public static Answer of(int status, String method, String path) {
      return new Answer(method, path, status);
    }
  }

  /** Every answer with a status of its own. */
  public List<Answer> answers() {
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .flatMap(
                        operation ->
                            operation.getValue().path("responses").propertyNames().stream()
                                .filter(status -> !status.equals("default"))
                                .map(
                                    status ->
                                        new Answer(
                                            operation.getKey().toUpperCase(Locale.ROOT),
                                            path.getKey(),
                                            Integer.parseInt(status)))))
        .toList();
  }

  /**
   * Asserts that a response is the answer that the document promises: status, media type, and a
   * body that has all of what the schema demands and nothing that it does not mention.
   */
  public void verify(Answer answer, HttpResponse<String> response) {
    assertThat(response.statusCode()).as("status of %s", response.body()).isEqualTo(answer.status);
    JsonNode content =
        document
            .path("paths")
            .path(answer.path)
            .path(answer.method.toLowerCase(Locale.ROOT))
            .path("responses")
            .path(String.valueOf(answer.status))
            .path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      assertThat(response.body()).as("an answer without a body").isNullOrEmpty();
      return;
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertThat(type).as("media type of an answer with a body").isNotEmpty();
    String mediaType = MediaType.parseMediaType(type).removeQualityValue().toString();
    String bare = mediaType.replaceFirst(";.*", "");
    assertThat(content.propertyNames()).as("documented media types").contains(bare);
    if (bare.endsWith("json")) {
      assertThat(objections(content.path(bare).path("schema"), JSON.readTree(response.body())))
          .as("what the document's schema objects to in %s", response.body())
          .isEmpty();
    }
  }

  /**
   * Asserts that the document is the one that stands among the contracts, which clients are made
   * from. With the system property {@code publish} it is put there instead.
   */
  public void assertPublishedAs(String name) {
    Path file = PUBLISHED.resolve(name + ".json");
    String ours = JSON.writeValueAsString(JSON.convertValue(document, Map.class)) + "\n";
    try {
      if (System.getProperty("publish") != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, ours);
      }
      assertThat(Files.exists(file) ? Files.readString(file) : "")
          .as("%s; if the change is meant, run this test with -Dpublish", file.getFileName())
          .isEqualTo(ours);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String objections(JsonNode schema, JsonNode body) {
    ObjectNode whole = ((ObjectNode) schema).deepCopy();
    whole.put("$schema", SpecificationVersion.DRAFT_2020_12.getDialectId());
    whole.set("components", document.path("components").deepCopy());
    close(whole);
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    return registry.getSchema(whole).validate(body).stream()
        .map(Error::toString)
        .collect(joining("\n"));
  }

  /** Forbids what a schema does not mention. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDocument::close);
  }
}
