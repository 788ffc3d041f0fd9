package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromtoolIT {

  @TempDir Path root;

  @Test
  void prometheusAcceptsEveryConfiguration() {
    Program promtool = Program.onPath("promtool");
    int accepted = 0;
    for (RenderedTree tree : RenderedTree.all(root)) {
      Optional<Path> file = tree.file("prometheus/prometheus.yml");
      if (file.isPresent()) {
        Program.Outcome outcome =
            promtool.run(root, Map.of(), "check", "config", whereItIs(file.get()).toString());
        assertEquals(0, outcome.status(), () -> tree.name() + ": " + outcome.all());
        accepted++;
      }
    }
    System.out.println("promtool: " + accepted + " files accepted");
    assertTrue(accepted > 0);
  }

  /** A copy that names the files beside it by where they are here instead of in the container. */
  private static Path whereItIs(Path file) {
    try {
      String text = Files.readString(file).replace("/etc/prometheus/", file.getParent() + "/");
      return Files.writeString(file.resolveSibling("checked.yml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
