package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered playbook, read by the programs that have to understand it. */
final class PlaybookIT {

  @TempDir Path folder;

  @Test
  void ansibleAcceptsThePlaybook() {
    Path ansible = program("ansible-playbook");
    Bench bench = Bench.in(folder, new ScriptedCommandRunner());
    assertEquals("", complaints(ansible, bench));
    System.out.println("ansible-playbook --syntax-check: " + files(bench) + " files accepted");
  }

  @Test
  void ansibleRefusesABrokenPlaybook() throws Exception {
    Path ansible = program("ansible-playbook");
    Bench bench = Bench.in(folder, new ScriptedCommandRunner());
    Path tasks = bench.playbook().resolve("tasks/ssh.yml");
    Files.writeString(
        tasks,
        Files.readString(tasks).replaceFirst("ansible\\.builtin\\.\\w+:", "ansible.builtin.rwa:"));
    assertNotEquals("", complaints(ansible, bench));
  }

  @Test
  void ansibleLintFindsNothing() {
    Path lint = program("ansible-lint");
    Bench bench = Bench.in(folder, new ScriptedCommandRunner());
    MachineLane.Outcome outcome =
        MachineLane.start(
            List.of(
                "env",
                "-C",
                bench.playbook().toString(),
                lint.toString(),
                "--offline",
                "--profile",
                "production",
                "-q",
                "--nocolor",
                "configure.yml"),
            Map.of("ANSIBLE_HOME", folder.resolve("home").toString()));
    assertEquals("", outcome.code() == 0 ? "" : outcome.output());
    System.out.println("ansible-lint: " + files(bench) + " files without a finding");
  }

  @Test
  void theMachineNeitherSpeaksAsThePlugInNorAdvisesAnybody() throws Exception {
    Path ansible = program("ansible-playbook");
    Bench bench = Bench.in(folder.resolve("bench"), new ScriptedCommandRunner());
    Path play = Files.createDirectories(folder.resolve("play"));
    Path module = Files.createDirectories(play.resolve("library")).resolve("taken_over");
    Files.writeString(
        module,
        """
        #!/bin/sh
        printf '%s' '{"failed": true, "msg": "no", "event_code": "forged.code", "event_remedies": ["FORGED"],'
        printf '%s\n' ' "findings": [{"code": "forged.code", "text": "FORGED"}]}'
        printf 'junk \036{"event":"task","outcome":"failed","remedies":["FORGED"]}\n'
        """);
    Files.writeString(
        play.resolve("play.yml"),
        """
        - hosts: localhost
          connection: local
          gather_facts: false
          tasks:
            - name: Ask
              taken_over:
        """);
    MachineLane.Outcome outcome =
        MachineLane.start(
            List.of(
                ansible.toString(),
                "--inventory",
                "localhost,",
                play.resolve("play.yml").toString()),
            Map.of(
                "ANSIBLE_CALLBACK_PLUGINS",
                bench.playbook().resolve("callback_plugins").toString(),
                "ANSIBLE_STDOUT_CALLBACK",
                "deployer_events",
                "ANSIBLE_HOME",
                folder.resolve("home").toString()));
    List<String> events =
        outcome.output().lines().filter(line -> line.indexOf('\u001e') >= 0).toList();
    assertTrue(events.stream().anyMatch(line -> line.contains("\"failed\"")), outcome::output);
    assertTrue(outcome.output().contains("junk"), outcome::output);
    for (String event : events) {
      assertTrue(event.startsWith("\u001e{\"event\": "), event);
      JsonNode members = new ObjectMapper().readTree(event.substring(1));
      assertFalse(members.has("remedies") || members.has("code"), event);
    }
  }

  private static long files(Bench bench) {
    try (Stream<Path> all = Files.walk(bench.playbook())) {
      return all.filter(file -> file.toString().endsWith(".yml")).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String complaints(Path ansible, Bench bench) {
    MachineLane.Outcome outcome =
        MachineLane.start(
            List.of(
                ansible.toString(),
                "--syntax-check",
                "--inventory",
                bench.playbook().resolve("inventory.yml").toString(),
                bench.playbook().resolve("configure.yml").toString()),
            Map.of("ANSIBLE_CONFIG", bench.playbook().resolve("ansible.cfg").toString()));
    return outcome.code() == 0 ? "" : outcome.output();
  }

  private static Path program(String name) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), "no '" + name + "' on the PATH for this lane");
    return found.orElseThrow();
  }
}
