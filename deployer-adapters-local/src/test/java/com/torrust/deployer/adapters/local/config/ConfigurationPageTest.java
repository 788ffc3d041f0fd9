package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page about configurations beside the model that reads them. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Path MADE = Path.of("target/configuration.md");

  @Test
  void describesEveryMemberAsTheModelDoes() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("## Members\n");
    assertTrue(begin > 0, "the guide, then the members");
    String reference =
        ConfigurationPage.text(
            Documents.JSON.readTree(PublishedSchema.TEXT), SeenRules.overAllCases());
    Files.writeString(MADE, page.substring(0, begin) + reference);

    assertEquals(
        page.substring(begin), reference, "make the page anew: copy " + MADE + " to " + PAGE);
  }

  /** A finding that the catalogue does not know, or an entry that no document breaks. */
  @Test
  void knowsEachRuleFromTheCatalogueAndSeesEachOfThemBroken() {
    Set<SeenRules.Rule> seen = SeenRules.overAllCases().members().keySet();

    assertEquals(
        List.of(),
        seen.stream().filter(rule -> ConfigurationPage.entries(rule).isEmpty()).toList());
    assertEquals(
        List.of(),
        ConfigurationPage.catalogue().stream()
            .filter(rule -> !ConfigurationPage.ABOUT_THE_FILE.contains(rule.id()))
            .filter(rule -> seen.stream().noneMatch(each -> each.number().equals(rule.id())))
            .toList());
  }
}
