package com.torrust.deployer.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.json.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation beside what the program says of itself. */
class CommandsPageTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Pattern CALL =
      Pattern.compile("(?m)^(?:\\$ )?torrust-tracker-deployer ([a-z].*)$");

  @Test
  void isThePageOfTheDocumentation() throws IOException {
    assertEquals(
        Files.readString(DOCS.resolve("commands.md")).stripTrailing(),
        new CommandsPage().markdown().stripTrailing(),
        "make the page anew: torrust-tracker-deployer docs --markdown > docs/commands.md");
  }

  @Test
  void tellsEveryExitCodeInTheGuide() throws IOException {
    String guide = Files.readString(DOCS.resolve("cli.md"));

    Arrays.stream(ErrorKind.values())
        .map(ExitCode::of)
        .forEach(code -> assertTrue(guide.contains("\n| " + code + " |"), "exit code " + code));
  }

  @Test
  void callsNothingInTheGuideThatIsNotThere() throws IOException {
    List<CommandPath> known = CommandPath.all();

    List<String> calls =
        CALL.matcher(Files.readString(DOCS.resolve("cli.md")))
            .results()
            .map((MatchResult call) -> call.group(1))
            .toList();

    assertTrue(calls.size() > 20, calls::toString);
    for (String call : calls) {
      List<String> words = List.of(call.replaceFirst(" *[#|>].*", "").split(" +"));
      CommandPath command =
          known.stream()
              .filter(
                  path ->
                      words
                          .subList(0, Math.min(words.size(), path.words().size()))
                          .equals(path.words()))
              .reduce((shorter, longer) -> longer)
              .orElseThrow(() -> new AssertionError("no such command: " + call));
      words.stream()
          .filter(word -> word.startsWith("-"))
          .forEach(word -> assertTrue(command.optionNames().contains(word), call + ": " + word));
    }
  }
}
