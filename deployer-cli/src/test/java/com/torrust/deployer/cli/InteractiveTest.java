package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code create environment --interactive}: questions instead of a file. */
class InteractiveTest {

  @TempDir private Path folder;

  private static String answer(String question) {
    String id = question.replaceFirst("[ :].*", "");
    return switch (id) {
      case "/environment/name" -> "asked";
      case "/ssh_credentials/private_key_path" -> "/home/torrust/.ssh/id_ed25519";
      case "/ssh_credentials/public_key_path" -> "/home/torrust/.ssh/id_ed25519.pub";
      case "/provider/provider" -> "lxd";
      case "/provider/profile_name" -> "asked-profile";
      case "/tracker/core/database/driver" -> "sqlite3";
      case "/tracker/core/private" -> "yes";
      default -> "";
    };
  }

  @Test
  void leadsToAFileAndAnEnvironment() throws IOException {
    Bench bench = new Bench(folder).writingFiles().replying(InteractiveTest::answer);

    Outcome outcome = bench.well("create environment --interactive");

    Path file = folder.resolve("workspace/asked.json");
    assertTrue(Files.readString(file).contains("\"private\": true"), outcome::err);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).contains("\"generate\""));
    assertTrue(bench.well("list --output-format json").out().contains("\"asked\""));
    assertFalse(outcome.err().contains("\u001b"), outcome::err);
    assertTrue(outcome.err().contains("Unique name of the environment"), outcome::err);
  }

  @Test
  void goesBackAndSaysWhatIsWrongWithAnAnswer() throws IOException {
    int[] asked = {0};
    Bench bench =
        new Bench(folder)
            .writingFiles()
            .replying(
                question -> {
                  if (question.startsWith("/environment/name")) {
                    return switch (asked[0]++) {
                      case 0 -> "Not A Name";
                      case 1 -> "first";
                      default -> "asked";
                    };
                  }
                  return question.startsWith("/environment/description") && asked[0] == 2
                      ? "<"
                      : answer(question);
                });

    Outcome outcome = bench.well("create environment --interactive");

    assertEquals(3, asked[0]);
    assertTrue(outcome.err().contains("Not A Name"), outcome::err);
    assertTrue(Files.exists(folder.resolve("workspace/asked.json")));
  }

  @Test
  void withoutATerminalNothingIsWritten() {
    Outcome outcome = new Bench(folder).run("create environment --interactive");

    assertEquals(10, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("confirmation.impossible"), outcome::err);
    assertFalse(Files.exists(folder.resolve("workspace")), outcome::err);
  }
}
