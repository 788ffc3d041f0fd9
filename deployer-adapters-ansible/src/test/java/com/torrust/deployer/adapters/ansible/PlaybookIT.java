package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
