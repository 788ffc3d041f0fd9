package com.torrust.deployer.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The documentation that the build has put into the program. */
class ReferenceTest {

  private static final List<String> BUILT = List.of("lxd", "hetzner");
  private static final List<String> KNOWN = List.of("lxd", "hetzner", "static");

  @Test
  void namesTheProvidersOfPlugInsEverywhere() {
    assertTrue(adapted(Reference.completion("bash")).contains("offer='lxd hetzner static'"));
    assertTrue(adapted(Reference.COMMANDS_PAGE).contains("lxd, hetzner or static."));
    assertTrue(
        adapted(Reference.COMMANDS)
            .replaceAll("\\s+", " ")
            .contains("[ \"lxd\", \"hetzner\", \"static\" ]"));
    assertFalse(adapted(Reference.COMMANDS).contains("lxd or hetzner"));
  }

  @Test
  void isWhatTheBuildMadeWithoutPlugIns() {
    assertEquals(BUILT, Reference.providers());
    assertEquals(
        Reference.text(Reference.COMMANDS),
        Reference.withProviders(Reference.text(Reference.COMMANDS), BUILT, BUILT));
    assertTrue(Reference.manual().containsKey("torrust-tracker-deployer-create-template.1"));
  }

  private static String adapted(String name) {
    return Reference.withProviders(Reference.text(name), BUILT, KNOWN);
  }
}
