package io.orderstream.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.platform.commons.annotation.Testable;

@AnalyzeClasses(
    packages = "io.orderstream.orders",
    importOptions = ImportOption.OnlyIncludeTests.class)
class TestNamesTest {

  @ArchTest
  static final ArchRule everyTestIsFoundByItsName =
      methods()
          .that()
          .areMetaAnnotatedWith(Testable.class)
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Test")
          .orShould()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Tests");
}
