package io.orderstream.inventory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;

@AnalyzeClasses(packages = "io.orderstream.inventory", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String WEB = "io.orderstream.inventory.web..";
  private static final String SECURITY = "io.orderstream.inventory.security..";
  private static final String LISTENING = "io.orderstream.inventory.listening..";
  private static final String CATALOGUE = "io.orderstream.inventory.catalogue..";
  private static final String PUBLISHING = "io.orderstream.inventory.publishing..";
  private static final String DOMAIN = "io.orderstream.inventory.domain..";

  @ArchTest
  static final ArchRule everythingLeadsToTheDomain =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("web")
          .definedBy(WEB)
          .layer("listening")
          .definedBy(LISTENING)
          .layer("catalogue")
          .definedBy(CATALOGUE)
          .layer("publishing")
          .definedBy(PUBLISHING)
          .layer("domain")
          .definedBy(DOMAIN)
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("listening")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("catalogue")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("publishing")
          .mayOnlyBeAccessedByLayers("listening");

  @ArchTest
  static final ArchRule theDomainKnowsNeitherWebNorKafka =
      noClasses()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "jakarta.servlet..",
              "org.springframework.kafka..",
              "org.apache.kafka..",
              "io.orderstream.messaging..",
              "io.orderstream.access..");

  @ArchTest
  static final ArchRule contractsStayAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages(LISTENING, PUBLISHING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.orderstream.contracts..");

  @ArchTest
  static final ArchRule adaptersKeepToThemselves =
      noClasses()
          .that()
          .resideInAnyPackage(WEB, SECURITY, LISTENING, CATALOGUE)
          .should()
          .bePublic();

  @ArchTest
  static final ArchRule theDomainHasNoSetters =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(DOMAIN)
          .should()
          .haveNameMatching("set[A-Z].*");

  @ArchTest
  static final ArchRule onlyRepositoriesKnowTheDatabase =
      noClasses()
          .that()
          .areNotAnnotatedWith(Repository.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.springframework.jdbc..");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule settingsAreRecords =
      noFields().should().beAnnotatedWith(Value.class).allowEmptyShould(true);

  @ArchTest
  static final ArchRule useCasesAreGerunds =
      classes()
          .that()
          .areAnnotatedWith(Service.class)
          .should()
          .haveNameMatching(".*\\.[A-Z][a-z]+ing[A-Z]\\w+");
}
