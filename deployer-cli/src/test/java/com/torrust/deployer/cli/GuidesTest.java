package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each guide is followed from its first line to its last, with the files that it shows: by the
 * whole program with the real reader of configurations, on faked machines. What a guide says of
 * real ones is held by the lanes with machines.
 */
class GuidesTest {

  private static final Path GUIDES = Path.of("../docs/guides");
  private static final String CALL = "torrust-tracker-deployer ";
  private static final Pattern FILE =
      Pattern.compile("(?ms)^```json title=\"([\\w.]+)\"\\n(.*?)^```");
  private static final Pattern TYPED = Pattern.compile("(?ms)^```console\\n(.*?)^```");
  private static final Pattern IN_FOLDER =
      Pattern.compile("(?<= )(tracker\\.json|template\\.json|rendered)(?= |$)");

  @TempDir private Path folder;

  private static List<Path> guides() throws IOException {
    try (Stream<Path> files = Files.list(GUIDES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<String> typed(String guide) {
    return TYPED
        .matcher(guide)
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.startsWith(CALL))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> everyGuideCanBeFollowed() throws IOException {
    return guides().stream()
        .map(guide -> DynamicTest.dynamicTest(guide.getFileName().toString(), () -> follow(guide)));
  }

  private void follow(Path guide) throws IOException {
    String text = Files.readString(guide);
    Path own = Files.createDirectory(folder.resolve(guide.getFileName().toString()));
    Bench bench = new Bench(own);
    bench.world().addHost("192.0.2.7");
    Files.copy(bench.file("demo.json"), bench.file("tracker.json"));
    for (MatchResult file : FILE.matcher(text).results().toList()) {
      Files.writeString(bench.file(file.group(1)), file.group(2));
    }
    List<String> calls = typed(text);
    assertTrue(!calls.isEmpty(), () -> guide + " holds no command");
    for (String call : calls) {
      bench.well(IN_FOLDER.matcher(call.substring(CALL.length())).replaceAll("@/$1"));
    }
  }

  @Test
  void theStartPageLeadsToEveryGuideThatSomebodyBeginsWith() throws IOException {
    String start = Files.readString(Path.of("../docs/index.md"));
    Set<String> missing = new TreeSet<>();
    for (Path guide : guides()) {
      String name = guide.getFileName().toString();
      if (!start.contains("guides/" + name)
          && !Set.of("by-hand.md", "upgrade-from-rust.md").contains(name)) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }
}
