package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The parts of the stack's script are one program, whose names must not get in each other's way.
 */
class ScriptNamesTest {

  private static final Path PARTS =
      Path.of("src/main/resources/META-INF/templates/operations/stack.d");
  private static final Pattern CONSTANT = Pattern.compile("(?m)^readonly ([a-z_]+)=");
  private static final Pattern LOCALS = Pattern.compile("(?m)^ +local (.*)$");
  private static final Pattern NAME = Pattern.compile("(?:^| )([a-z_]+)(?==| |$)");

  @Test
  void noVariableOfAFunctionHasTheNameOfAConstant() throws IOException {
    Set<String> constants = new TreeSet<>();
    Set<String> locals = new TreeSet<>();
    for (String part : parts()) {
      CONSTANT.matcher(part).results().forEach(found -> constants.add(found.group(1)));
      LOCALS
          .matcher(part)
          .results()
          .flatMap(line -> NAME.matcher(line.group(1)).results())
          .forEach(found -> locals.add(found.group(1)));
    }
    assertTrue(constants.size() > 10 && locals.size() > 50, constants + " " + locals);

    constants.retainAll(locals);
    assertEquals(Set.of(), constants, "Bash refuses a local variable with the name of a constant");
  }

  private static List<String> parts() throws IOException {
    try (Stream<Path> files = Files.list(PARTS)) {
      return files.map(ScriptNamesTest::text).collect(Collectors.toList());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
