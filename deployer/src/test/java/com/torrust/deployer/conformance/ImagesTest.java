package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private static final Path SANDBOX =
      Path.of("..", "deployer-testkit", "sandbox", "images", "images.tsv");

  @Test
  void theSandboxHasEveryImageThatAStackMayNeed() throws IOException {
    Set<String> pinned =
        RenderCases.configurations()
            .filter(config -> config.images().isEmpty())
            .flatMap(config -> Rendering.renderer().images(config).values().stream())
            .map(ImageReference::value)
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<String> lines = Files.lines(SANDBOX)) {
      Set<String> there =
          lines
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t")[0])
              .collect(Collectors.toSet());
      pinned.removeAll(there);
      assertEquals(Set.of(), pinned);
    }
  }

  @Test
  void noImageMovesUnlessTheReleaseIsChosenByName() {
    RenderCases.configurations()
        .filter(config -> config.images().isEmpty())
        .flatMap(config -> Rendering.renderer().images(config).values().stream())
        .forEach(
            image -> assertTrue(image.value().matches(".*:v?[0-9]+\\.[0-9]+.*"), image.value()));
  }

  @Test
  void aConfiguredImageReplacesThePinnedOne() {
    EnvironmentConfig config =
        RenderCases.configurations()
            .filter(one -> !one.images().isEmpty())
            .findFirst()
            .orElseThrow();
    assertEquals(
        config.images().get(Component.TRACKER),
        Rendering.renderer().images(config).get(Component.TRACKER));
  }
}
