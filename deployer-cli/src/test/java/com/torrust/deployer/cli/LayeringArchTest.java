package com.torrust.deployer.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The layering of all modules: only this one has every module on its class path. */
class LayeringArchTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("com.torrust.deployer");

  @Test
  void theDomainKnowsNothingOutside() {
    HexagonRules.domain().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void theApplicationKnowsNoAdapter() {
    HexagonRules.application().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void noAdapterKnowsAnother() {
    HexagonRules.adapters().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void thePartsOfTheLocalAdapterAreBlindToEachOther() {
    HexagonRules.localParts().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void librariesStayInsideTheirFences() {
    HexagonRules.fences().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void theServerForAgentsIsAFrontEndOfItsOwn() {
    HexagonRules.agents().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void nobodyButTheProgramPrints() {
    HexagonRules.manners().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void providersAreKnownToTheirAdaptersAlone() {
    HexagonRules.providers().forEach(rule -> rule.check(CLASSES));
  }

  @Test
  void noPackagesDependOnEachOtherInACycle() {
    HexagonRules.cycles().forEach(rule -> rule.check(CLASSES));
  }
}
