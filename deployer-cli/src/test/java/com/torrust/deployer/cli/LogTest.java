package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.torrust.deployer.cli.log.DeferredLogging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log file: what is in it, how it looks, and that it never gets in the way. */
class LogTest {

  private static final int LARGEST = 5 * 1024 * 1024;

  @TempDir private Path folder;

  private Bench bench;

  @BeforeEach
  void setUp() {
    bench = new Bench(folder);
  }

  private Path log(String name) {
    return bench.file("workspace/data/logs").resolve(name);
  }

  @Test
  void aLibraryThatTellsWholeMessagesIsNeverHeard() {
    assertFalse(
        new DeferredLogging()
            .getLogger("io.modelcontextprotocol.spec.McpServerSession")
            .isErrorEnabled());
    assertTrue(new DeferredLogging().getLogger("com.torrust.x").getName().endsWith("x"));
  }

  @Test
  void tellsWhatWasCalledEveryStepAndHowItEnded() throws IOException {
    bench.well("deploy --env-file @/demo.json");

    List<String> lines = Files.readAllLines(log("log.txt"));
    assertTrue(lines.get(0).contains("INFO deployer.app: application started"), lines::toString);
    assertTrue(lines.get(0).contains("command_line=deploy --env-file"), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("from=released to=running")),
        lines::toString);
    String last = lines.get(lines.size() - 1);
    assertTrue(last.contains("application finished exit_code=0"), last);
  }

  @Test
  void tellsWhyACommandFailed() throws IOException {
    bench.well("create environment --env-file @/demo.json");
    bench.run("release demo");

    String text = Files.readString(log("log.txt"));
    assertTrue(text.contains("ERROR deployer.app: "), text);
    assertTrue(text.contains("code=environment.wrong_state"), text);
    assertTrue(text.contains("application finished exit_code=4"), text);
  }

  @Test
  void appendsAcrossCommands() throws IOException {
    bench.well("create environment --env-file @/demo.json");
    bench.well("provision demo");

    String text = Files.readString(log("log.txt"));
    assertEquals(2, text.split("application started", -1).length - 1, text);
  }

  @Test
  void writesOneJsonObjectALine() throws IOException {
    bench.well("deploy --env-file @/demo.json --log-file-format json");

    List<String> lines = Files.readAllLines(log("log.txt"));
    assertTrue(lines.size() > 10, lines::toString);
    for (String line : lines) {
      assertEquals(Set.of("timestamp", "level", "fields", "target"), members(line));
    }
  }

  private static Set<String> members(String line) throws IOException {
    Set<String> names = new TreeSet<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      while (parser.nextToken() != null) {
        if (parser.currentName() != null
            && parser.getParsingContext().inObject()
            && parser.getParsingContext().getParent().inRoot()) {
          names.add(parser.currentName());
        }
      }
    }
    return names;
  }

  @Test
  void spreadsAnEntryOverLinesInThePrettyFormat() throws IOException {
    bench.well("deploy --env-file @/demo.json --log-file-format pretty");

    String text = Files.readString(log("log.txt"));
    assertTrue(text.contains("\n    operation started\n    operation: deploy\n"), text);
  }

  @Test
  void holdsNeitherColoursNorSecretsInAnyFormat() throws IOException {
    for (String format : List.of("compact", "pretty", "json")) {
      String options = " --color always --log-dir @/" + format + " --log-file-format " + format;
      new Bench(folder).run("deploy --env-file @/demo.json" + options);
    }

    for (String format : List.of("compact", "pretty", "json")) {
      String text = Files.readString(bench.file(format + "/log.txt"));
      assertFalse(text.isEmpty());
      assertFalse(text.contains("\u001b"), text);
      assertFalse(text.contains("SandboxAccessToken"), text);
      assertFalse(text.contains("sandbox-admin-password"), text);
    }
  }

  @Test
  void keepsWhatTheUserTypedOnOneLine() throws IOException {
    bench.runWords(List.of("show", "a\nb\u001b[31m", "--log-dir", folder.toString()));

    String text = Files.readString(folder.resolve("log.txt"));
    assertTrue(text.contains("show a\\nb\\u001b[31m"), text);
  }

  @Test
  void startsAnotherFileWhenOneIsFullAndKeepsThree() throws IOException {
    Files.createDirectories(log(""));
    for (int run = 0; run < 5; run++) {
      Files.writeString(log("log.txt"), run + "x".repeat(LARGEST) + "\n");
      new Bench(folder).run("create environment --env-file @/demo.json");
    }

    for (String kept : List.of("log.1.txt", "log.2.txt", "log.3.txt")) {
      assertTrue(Files.size(log(kept)) >= LARGEST, kept);
    }
    assertFalse(Files.exists(log("log.4.txt")));
    assertTrue(Files.size(log("log.txt")) < LARGEST);
    assertTrue(Files.readString(log("log.1.txt")).startsWith("4"));
  }

  @Test
  void showsLinesOnStandardErrorOnRequest() {
    Outcome outcome =
        bench.well("list --log-output file-and-stderr --log-stderr-format compact --color never");

    assertTrue(outcome.err().contains("INFO deployer.app: application started"), outcome::err);
    assertFalse(outcome.out().contains("application"), outcome::out);
  }

  @Test
  void saysLessOrMoreAsTheVariableSays() throws IOException {
    bench.with("TORRUST_TD_LOG", "error").well("create environment --env-file @/demo.json");

    assertEquals("", Files.readString(log("log.txt")));
  }

  @Test
  void isNotWrittenByCommandsThatOnlyLook() {
    bench.well("list");
    bench.well("exists demo");
    bench.well("validate --env-file @/demo.json");

    assertFalse(Files.exists(bench.file("workspace")));
  }

  @Test
  void doesNotStopAnOperationWhenItCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("in-the-way"), "");

    Outcome outcome =
        bench.well("create environment --env-file @/demo.json --log-dir @/in-the-way/logs");

    assertTrue(outcome.err().contains("no log is written"), outcome::err);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void doesNotWaitForTheReaderOfAPipe() throws IOException, InterruptedException {
    Files.createDirectories(log(""));
    assertEquals(0, new ProcessBuilder("mkfifo", log("log.txt").toString()).start().waitFor());

    Outcome outcome = bench.well("create environment --env-file @/demo.json");

    assertTrue(outcome.err().contains("it is no regular file"), outcome::err);
  }
}
