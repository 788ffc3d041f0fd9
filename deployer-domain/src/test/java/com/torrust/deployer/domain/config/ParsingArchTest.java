package com.torrust.deployer.domain.config;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Values enter by {@code parse}; only the decoder may restore stored texts. */
@AnalyzeClasses(packages = "com.torrust.deployer.domain", importOptions = DoNotIncludeTests.class)
class ParsingArchTest {

  @ArchTest
  static final ArchRule thereAreDoorsForStoredTexts =
      methods()
          .that()
          .haveName("restored")
          .should()
          .beDeclaredInClassesThat()
          .resideInAPackage("..domain.config");

  @ArchTest
  static final ArchRule onlyTheDecoderUsesThem =
      noClasses()
          .that()
          .resideOutsideOfPackage("..domain.config.document")
          .should()
          .callMethodWhere(
              target(name("restored")).and(target(owner(resideInAPackage("..domain.config")))));
}
