package io.orderstream.orders;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Value;

@AnalyzeClasses(
    packages = "io.orderstream.orders",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theTreeTellsTheFlow =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("web")
          .definedBy("..web..")
          .layer("listening")
          .definedBy("..listening..")
          .layer("watching")
          .definedBy("..watching..")
          .layer("following")
          .definedBy("..following..")
          .layer("admission")
          .definedBy("..admission..")
          .layer("security")
          .definedBy("..security..")
          .layer("publishing")
          .definedBy("..publishing..")
          .layer("domain")
          .definedBy("..domain..")
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("listening")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("watching")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("admission")
          .mayOnlyBeAccessedByLayers("web")
          .whereLayer("following")
          .mayOnlyBeAccessedByLayers("web")
          .whereLayer("security")
          .mayOnlyBeAccessedByLayers("web")
          .whereLayer("publishing")
          .mayOnlyBeAccessedByLayers("web");

  @ArchTest
  static final ArchRule theDomainKnowsNeitherWebNorKafka =
      noClasses()
          .that()
          .resideInAPackage("..domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "jakarta.servlet..",
              "org.apache.kafka..",
              "org.springframework.kafka..",
              "io.orderstream.contracts..",
              "io.orderstream.messaging..",
              "io.orderstream.access..",
              "org.springframework.security..",
              "io.swagger..");

  @ArchTest
  static final ArchRule contractsAreUsedAtTheEdgesOnly =
      noClasses()
          .that()
          .resideInAnyPackage("..domain..", "..web..", "..watching..")
          .should()
          .dependOnClassesThat(resideInAPackage("io.orderstream.contracts.."));

  @ArchTest
  static final ArchRule edgesArePackagePrivate =
      classes()
          .that()
          .resideInAnyPackage("..web..", "..listening..", "..watching..")
          .and()
          .areTopLevelClasses()
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule configurationComesInRecords =
      noFields().should().beAnnotatedWith(Value.class);
}
