package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build step that replaces call sites changes nothing but the time that a start takes. */
class PlainCallsIT {

  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  @TempDir private Path folder;

  @Test
  void leavesAProgramDoWhatItDidWithoutAnyCallSiteLeft() throws IOException {
    Path jar = folder.resolve("samples.jar");
    Path classes = folder.resolve("classes");
    String source = Path.of("src/test/resources/build/CallSites.java").toString();
    jdk("javac", "--release", "17", "-d", classes.toString(), source);
    jdk("jar", "cf", jar.toString(), "-C", classes.toString(), ".");
    String before = jdk("java", "-cp", jar.toString(), "CallSites").out();
    assertTrue(callSites(jar), "nothing to replace");

    String said =
        jdk(
                "java",
                "-cp",
                asm().toString(),
                "src/build/PlainCalls.java",
                folder.toString(),
                "samples")
            .out();

    assertTrue(said.startsWith("samples.jar: "), said);
    assertEquals(before, jdk("java", "-Xverify:all", "-cp", jar.toString(), "CallSites").out());
    assertFalse(callSites(jar), "call sites are left");
  }

  private static boolean callSites(Path jar) {
    return Stream.of("CallSites", "CallSites$Everything", "CallSites$Mixed", "CallSites$Captured")
        .map(name -> jdk("javap", "-c", "-p", "-cp", jar.toString(), name).out())
        .anyMatch(code -> code.contains("invokedynamic"));
  }

  private static Path asm() throws IOException {
    try (Stream<Path> tools = Files.list(Path.of("target/build-tools"))) {
      return tools.findFirst().orElseThrow();
    }
  }

  private static Ran jdk(String tool, String... arguments) {
    List<String> words =
        Stream.concat(Stream.of(BIN.resolve(tool).toString()), Stream.of(arguments)).toList();
    return Call.of(words.toArray(String[]::new)).run().expect(0);
  }
}
