package com.torrust.deployer.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the workflows may be: calls of scripts that run anywhere, and actions pinned by commit. That
 * they are right and safe is judged by actionlint and zizmor ({@code .ci/workflows}).
 */
class ContinuousIntegrationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern RUN = Pattern.compile("\\s*(?:- )?run: (.*)");
  private static final Pattern SCRIPT =
      Pattern.compile("(?:sudo --preserve-env=CI )?(\\.ci/[a-z-]+)(?: [\\w\"${} -]+)?");
  private static final Pattern PINNED =
      Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyStepIsAScriptOfTheRepository() throws IOException {
    int steps = 0;
    for (Path workflow : workflows()) {
      for (String line : Files.readAllLines(workflow)) {
        var run = RUN.matcher(line);
        if (run.matches()) {
          var script = SCRIPT.matcher(run.group(1));
          assertTrue(script.matches(), () -> workflow.getFileName() + ": " + line.strip());
          assertTrue(Files.isExecutable(ROOT.resolve(script.group(1))), script.group(1));
          steps++;
        }
      }
    }
    assertTrue(steps > 10, "only " + steps);
  }

  @Test
  void everyActionIsPinnedByItsCommitAndTheSameEverywhere() throws IOException {
    List<String> pins =
        workflows().stream()
            .flatMap(
                workflow -> {
                  try {
                    return Files.readAllLines(workflow).stream();
                  } catch (IOException unread) {
                    throw new UncheckedIOException(unread);
                  }
                })
            .map(line -> line.replaceFirst("^\\s*(?:- )?uses: ", "\0"))
            .filter(line -> line.startsWith("\0") && !line.startsWith("\0./"))
            .map(line -> line.substring(1))
            .distinct()
            .toList();
    assertTrue(pins.size() > 5, pins.toString());
    pins.forEach(pin -> assertTrue(PINNED.matcher(pin).matches(), pin));
    assertEquals(
        pins.stream().map(pin -> pin.replaceFirst("@.*", "")).distinct().count(),
        pins.size(),
        pins.toString());
  }

  @Test
  void noWorkflowHasARightThatItDoesNotName() throws IOException {
    for (Path workflow : workflows()) {
      assertTrue(Files.readString(workflow).contains("\npermissions: {}\n"), workflow.toString());
    }
  }
}
