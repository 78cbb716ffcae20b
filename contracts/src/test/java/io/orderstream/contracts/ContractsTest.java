package io.orderstream.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.orderstream.contracts.PublishedEvent.Sample;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ContractsTest {

  private static final JavaClasses CONTRACTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(Topics.class);

  @Test
  void needNothingButTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.orderstream.contracts..")
        .check(CONTRACTS);
  }

  @Test
  void haveAllTheirTypesTested() {
    assertThat(CONTRACTS)
        .filteredOn(type -> type.tryGetField("TYPE").isPresent())
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(
            PublishedEvent.all().map(event -> event.data().getName()).toList());
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void nameTypesAfterWhatHappenedAndNotAfterClasses(PublishedEvent event) {
    assertThat(event.type()).matches("io\\.orderstream\\.[a-z]+\\.[a-z]+\\.v[1-9][0-9]*");
  }

  @Test
  void giveEachTypeANameOfItsOwn() {
    assertThat(PublishedEvent.all().map(PublishedEvent::type)).doesNotHaveDuplicates();
  }

  @Test
  void haveASchemaForEachTypeAndForNothingElse() {
    assertThat(Resources.namesIn("schemas"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("envelope"), PublishedEvent.all().map(PublishedEvent::type))
                .map(name -> name + ".json")
                .toList());
  }

  @Test
  void haveNoSampleOfAnythingElse() {
    assertThat(Resources.namesIn("samples"))
        .containsExactlyInAnyOrderElementsOf(
            PublishedEvent.allSamples().map(Sample::file).toList());
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void nameEachSchemaAsItsEventsDo(PublishedEvent event) {
    assertThat(JsonSchemas.of(event).path("$id").stringValue())
        .isEqualTo(Schemas.of(event.type()).toString());
  }

  @ParameterizedTest
  @MethodSource(PublishedEvent.ALL)
  void haveSchemasThatAreWellFormed(PublishedEvent event) {
    assertWellFormed(JsonSchemas.of(event));
  }

  @Test
  void haveAnEnvelopeSchemaThatIsWellFormed() {
    assertWellFormed(JsonSchemas.envelope());
  }

  @Test
  void describeWhatSchemasShareTheSameInEach() {
    Map<String, JsonNode> shared = new HashMap<>();
    for (PublishedEvent event : PublishedEvent.all().toList()) {
      JsonSchemas.of(event)
          .path("$defs")
          .forEachEntry(
              (name, part) ->
                  assertThat(part)
                      .as("%s in %s", name, event.type())
                      .isEqualTo(shared.computeIfAbsent(name, _ -> part)));
    }
  }

  private static void assertWellFormed(JsonNode schema) {
    assertThat(schema.path("$schema").stringValue()).isEqualTo(JsonSchemas.DIALECT);
    assertThat(JsonSchemas.objections(schema)).isEmpty();
  }
}
