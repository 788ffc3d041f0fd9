package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code -q}, {@code -v}, {@code -vv}: one meaning for every command; colours, symbols, progress.
 */
class VerbosityTest {

  private static final String DEPLOY = "deploy --env-file @/demo.json --output-format text ";

  @TempDir private Path folder;

  private Bench bench() {
    try {
      return new Bench(Files.createTempDirectory(folder, "bench"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void isSilentButForTheResultWhenQuiet() {
    Outcome outcome = bench().well(DEPLOY + "-q");

    assertEquals("", outcome.err());
    assertTrue(outcome.out().contains("udp://"), outcome::out);
  }

  @Test
  void tellsErrorsEvenWhenQuiet() {
    Outcome outcome = bench().run("show nobody --output-format text -q");

    assertTrue(outcome.err().contains("error[environment.not_found]"), outcome::err);
  }

  @Test
  void tellsStepsUsuallyAndNothingElse() {
    String err = bench().well(DEPLOY).err();

    assertTrue(err.contains("[INFO] create the machine\n  [OK] done ("), err);
    assertFalse(err.contains("[DETAIL]"), err);
  }

  @Test
  void explainsErrorsAtLengthFromTheFirstLevelOn() {
    String usual = bench().run("show nobody --output-format text").err();
    String longer = bench().run("show nobody --output-format text -v").err();

    assertFalse(usual.contains("explained by"), usual);
    assertTrue(longer.startsWith(usual.lines().findFirst().orElseThrow()), longer);
    assertTrue(longer.contains("docs errors environment.not_found"), longer);
  }

  @Test
  void tellsFactsAtTheSecondLevel() {
    assertFalse(bench().well(DEPLOY + "-v").err().contains("state: created to provisioning"));
    for (String level : List.of("-vv", "-v -v", "-vvv", "-vvvvv", "--verbose --verbose")) {
      String err = bench().well(DEPLOY + level).err();
      assertTrue(err.contains("state: created to provisioning"), () -> level + "\n" + err);
    }
  }

  @Test
  void changesTheResultAtNoLevel() {
    Bench bench = bench();
    bench.well(DEPLOY);
    String usual = bench.well("show demo").out();

    for (String level : List.of("-q", "-v", "-vv", "-vvv")) {
      assertEquals(usual, bench.well("show demo " + level).out(), level);
    }
  }

  @Test
  void tellsProgramsEveryEventAsOneValidObjectALine() {
    Outcome outcome = bench().well(DEPLOY + "--progress json -q");

    List<String> lines = outcome.err().strip().lines().toList();
    assertTrue(lines.size() > 10, outcome::err);
    for (String line : lines) {
      assertEquals(List.of(), PublishedSchemas.errors("event", line), line);
    }
    assertTrue(lines.get(lines.size() - 1).contains("\"operation_finished\""), outcome::err);
  }

  @Test
  void endsTheEventsOfAFailureWithTheError() {
    Bench bench = bench();
    bench
        .world()
        .faults()
        .failAt(
            "run.start",
            DeployError.of(
                "sample.failed", ErrorKind.REMOTE, "it failed on purpose", Remedy.run("show")));

    Outcome outcome = bench.run("deploy --env-file @/demo.json --progress json");

    assertEquals(7, outcome.exitCode());
    assertEquals(List.of(), PublishedSchemas.errors("error", outcome.lastLine()), outcome::err);
    assertTrue(outcome.err().contains("\"error_code\":\"sample.failed\""), outcome::err);
  }

  @Test
  void showsTheStepAtWorkInPlaceOnATerminal() {
    String err = bench().onTerminal(60, "").with("TERM", "xterm").well(DEPLOY).err();

    assertTrue(err.contains("\r\u001b[K⠙ create the machine 0 s"), err);
    assertTrue(err.contains("✅ create the machine ("), err);
    assertTrue(err.endsWith("\n") || err.endsWith("\u001b[K"), err);
  }

  @Test
  void movesNoCursorOnADumbTerminal() {
    String err = bench().onTerminal(60, "").with("TERM", "dumb").well(DEPLOY).err();

    assertFalse(err.contains("\u001b"), err);
    assertFalse(err.contains("\r"), err);
  }

  @Test
  void paintsOnTerminalsOnlyUnlessToldOtherwise() {
    String command = "show nobody --output-format text";

    assertFalse(paints(bench().run(command)));
    assertTrue(paints(bench().run(command + " --color always")));
    assertTrue(paints(bench().onTerminal(80, "").run(command)));
    assertFalse(paints(bench().onTerminal(80, "").run(command + " --color never")));
    assertFalse(paints(bench().onTerminal(80, "").with("NO_COLOR", "1").run(command)));
    assertFalse(paints(bench().onTerminal(80, "").with("TERM", "dumb").run(command)));
    assertTrue(paints(bench().with("CLICOLOR_FORCE", "1").run(command)));
    assertFalse(paints(bench().with("TORRUST_TD_COLOR", "never").onTerminal(80, "").run(command)));
  }

  private static boolean paints(Outcome outcome) {
    return outcome.err().contains("\u001b[31m");
  }

  @Test
  void takesTheSymbolsThatTheTerminalCanShow() {
    String command = "show nobody --output-format text";

    assertTrue(bench().run(command).err().startsWith("[ERROR] "));
    assertTrue(bench().onTerminal(80, "").run(command).err().startsWith("❌ "));
    assertTrue(bench().onTerminal(80, "").with("LANG", "C").run(command).err().startsWith("[x] "));
    assertTrue(bench().run(command + " --theme ascii").err().startsWith("[x] "));
  }

  @Test
  void keepsToTheWidthOfANarrowTerminal() {
    Bench bench = bench().onTerminal(40, "").with("LANG", "C").with("NO_COLOR", "1");
    bench.well(DEPLOY + "-q");

    for (String command : List.of("list", "show demo", "status demo", "test demo", "doctor")) {
      String out = bench.run(command + " --output-format text").out();
      for (String line : out.lines().toList()) {
        // A word that is too long, such as an address or an image, stays whole after its name.
        boolean isOneWord = !line.strip().replaceFirst("^[A-Za-z ]+: +", "").contains(" ");
        // A command that is offered is there to be pasted.
        boolean isOffered = line.contains(" " + Version.PROGRAM + " ");
        assertTrue(
            line.length() <= 40 || isOneWord || isOffered,
            () -> command + ": " + line + "\n" + out);
      }
    }
  }

  @Test
  void letsNothingMoveTheCursorThatCameFromElsewhere() {
    Outcome named = bench().runWords(List.of("show", "a\u001b[2Jb", "--output-format", "text"));
    Outcome unknown = bench().runWords(List.of("sh\u001b[2Jow", "--output-format", "text"));

    assertTrue(named.err().contains("a\\u001b[2Jb"), named::err);
    assertTrue(unknown.err().contains("sh\\u001b[2Jow"), unknown::err);
    assertFalse((named.err() + unknown.err()).contains("\u001b[2J"));
  }
}
