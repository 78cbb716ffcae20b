package io.orderstream.notifications;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

@AnalyzeClasses(packages = "io.orderstream.notifications", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String LISTENING = "io.orderstream.notifications.listening..";
  private static final String SENDING = "io.orderstream.notifications.sending..";
  private static final String SECURITY = "io.orderstream.notifications.security..";
  private static final String WEB = "io.orderstream.notifications.web..";
  private static final String DOMAIN = "io.orderstream.notifications.domain..";

  @ArchTest
  static final ArchRule everythingLeadsToTheDomain =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("listening")
          .definedBy(LISTENING)
          .layer("sending")
          .definedBy(SENDING)
          .layer("web")
          .definedBy(WEB)
          .layer("domain")
          .definedBy(DOMAIN)
          .whereLayer("listening")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sending")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("web")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule theDomainKnowsNeitherWebNorKafkaNorSmtp =
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
              "io.orderstream.access..",
              "jakarta.mail..",
              "org.springframework.mail..");

  @ArchTest
  static final ArchRule contractsStayAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackage(LISTENING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.orderstream.contracts..");

  @ArchTest
  static final ArchRule nothingIsSentWhereEventsAreConsumed =
      noClasses()
          .that()
          .resideOutsideOfPackage(SENDING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.springframework.mail..");

  @ArchTest
  static final ArchRule adaptersKeepToThemselves =
      noClasses().that().resideInAnyPackage(LISTENING, SENDING, WEB, SECURITY).should().bePublic();

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
