package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.torrust.deployer.cli.output.Version;
import com.torrust.deployer.json.ShellWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are offered mean, when they are pasted into a shell, what they seem to mean. */
class OfferedCommandsTest {

  private static final Set<String> MEMBERS = Set.of("next_commands", "hints", "remedies");

  @TempDir private Path above;

  private Path folder() throws IOException {
    return Files.createDirectories(above.resolve("it's $(touch X) `id` \\ *\"ü"));
  }

  @Test
  void takeAlongWhereTheEnvironmentIsAndQuoteIt() throws Exception {
    Path folder = folder();
    Bench bench = new Bench(folder);
    String file = folder.resolve("demo.json").toString();
    int seen = 0;
    for (List<String> words :
        List.of(
            List.of("create", "template", "--provider", "lxd", folder.resolve("new").toString()),
            List.of("create", "environment", "--env-file", file),
            List.of("create", "environment", "--env-file", file),
            List.of("validate", "--env-file", file),
            List.of("list"),
            List.of("run", "demo"),
            List.of("show", "demmo"),
            List.of("provision", "demo"),
            List.of("configure", "demo"),
            List.of("release", "demo"),
            List.of("deploy", "demo"),
            List.of("run", "demo"),
            List.of("status", "demo"),
            List.of("show", "demo"),
            List.of("destroy", "demo", "--yes"),
            List.of("show", "demo"))) {
      for (String format : List.of("text", "json")) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--output-format", format));
        Outcome outcome = bench.runWords(all);
        for (String command : offered(format, outcome)) {
          seen++;
          List<String> typed = asTheShellReads(command);
          assertTrue(typed.contains("--working-dir"), command);
          assertEquals(
              folder.resolve("workspace").toString(),
              typed.get(typed.indexOf("--working-dir") + 1),
              command);
          if (command.contains("demo.json") && command.contains("/")) {
            assertTrue(typed.contains(file), command);
          }
        }
      }
    }
    assertTrue(seen > 30, "only " + seen);
    assertFalse(Files.exists(folder.resolve("X")) || Files.exists(Path.of("X")));
  }

  private static List<String> offered(String format, Outcome outcome) throws IOException {
    List<String> commands = new ArrayList<>();
    if (format.equals("text")) {
      (outcome.out() + outcome.err())
          .lines()
          .map(line -> line.replaceFirst("^ *(?:Next:|fix:)? *", ""))
          .filter(line -> line.startsWith(Version.PROGRAM + " "))
          .forEach(commands::add);
      return commands;
    }
    String text = outcome.out().isEmpty() ? outcome.lastLine() : outcome.out();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && MEMBERS.contains(parser.currentName())) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.VALUE_STRING) {
            if (parser.getText().startsWith(Version.PROGRAM + " ")) {
              commands.add(parser.getText());
            }
          }
        }
      }
    }
    return commands;
  }

  /** What a program of that name gets when the line is pasted. */
  private List<String> asTheShellReads(String line) throws Exception {
    Path bin = Files.createDirectories(above.resolve("bin"));
    Path program = bin.resolve(Version.PROGRAM);
    if (!Files.exists(program)) {
      Files.writeString(program, "#!/bin/sh\nprintf '%s\\037' \"$@\"\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return read(line, bin);
  }

  private static List<String> read(String line, Path bin) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", line);
    shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    shell.environment().put("LC_ALL", "C.UTF-8");
    Process process = shell.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), line + out);
    return List.of(out.split("\u001f"));
  }

  @Test
  void noPathIsTakenForAnOption() {
    assertEquals("./--yes", ShellWord.ofPath("--yes"));
    assertEquals("''", ShellWord.of(""));
    assertEquals("'~/keys'", ShellWord.of("~/keys"));
  }
}
