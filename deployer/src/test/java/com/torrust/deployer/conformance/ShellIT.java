package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.release.Artifact;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellIT {

  @TempDir Path root;

  @Test
  void shellcheckFindsNothingInAnyScript() {
    Program shellcheck = Program.onPath("shellcheck");
    Set<String> texts = new TreeSet<>();
    for (RenderedTree tree : RenderedTree.all(root)) {
      for (Artifact artifact : tree.artifacts().files()) {
        // Most cases have the same scripts; one look at each is enough.
        if (artifact.text().matches("(?s)#!\\S*[ /]\\w*sh\n.*") && texts.add(artifact.text())) {
          Program.Outcome outcome =
              shellcheck.run(root, Map.of(), tree.folder().resolve(artifact.path()).toString());
          assertEquals(0, outcome.status(), () -> artifact.path() + ": " + outcome.all());
        }
      }
    }
    System.out.println("shellcheck: " + texts.size() + " scripts without a finding");
    assertTrue(texts.size() > 0);
  }

  @Test
  void aShellReadsTheDatabasePasswordBackLiterally() {
    Program shell = Program.onPath("sh");
    int read = 0;
    for (RenderedTree tree : RenderedTree.all(root)) {
      Optional<Path> file = tree.file("backup/etc/backup.conf");
      if (file.isPresent() && tree.config().tracker().database() instanceof MysqlConfig mysql) {
        Program.Outcome outcome =
            shell.run(
                root,
                Map.of(),
                "-c",
                ". \"$0\" && printf '%s' \"$DB_PASSWORD\"",
                file.get().toString());
        assertEquals(mysql.password().expose(), outcome.output(), tree.name());
        read++;
      }
    }
    System.out.println("sh: " + read + " backup.conf files read back");
    assertTrue(read > 0);
  }
}
