package io.orderstream.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.platform.commons.annotation.Testable;

@AnalyzeClasses(packages = "io.orderstream.gateway")
class ArchitectureTests {

  @ArchTest
  static final ArchRule packagesKnowEachOtherInOneDirection =
      slices().matching("io.orderstream.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule knowsNoServiceAndNoEvent =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.orderstream.contracts..", "io.orderstream.messaging..");

  @ArchTest
  static final ArchRule configuresByRecords =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value");

  @ArchTest
  static final ArchRule knowsWhatMayBeNull =
      classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

  @ArchTest
  static final ArchRule runsEveryTest =
      methods()
          .that()
          .areMetaAnnotatedWith(Testable.class)
          .should()
          .beDeclaredInClassesThat()
          .haveNameMatching(".*Tests?");
}
