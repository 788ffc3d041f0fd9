package com.torrust.deployer.cli.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program and real machines, for the lanes that need both. */
final class Sandbox {

  private static final long LIMIT_MINUTES = 10;
  private static final long AWAITED_MINUTES = 3;
  private static final int TIMED_OUT = -1;

  private final Path folder;

  private Sandbox(Path folder) {
    this.folder = folder;
  }

  /** Skips the test, visibly, where there is no sandbox. */
  static Sandbox in(Path folder) {
    assumeTrue(
        System.getenv("TORRUST_SANDBOX") != null,
        "no sandbox: run 'sandbox up' and eval \"$(sandbox env)\" first");
    return new Sandbox(folder);
  }

  /** The program as the build leaves it. */
  static Path program() {
    return Path.of("target/torrust-tracker-deployer/bin/torrust-tracker-deployer").toAbsolutePath();
  }

  /** An example of the documentation under another name, with the sandbox's keys. */
  Path environmentFile(String example, String name) throws IOException {
    String text =
        Files.readString(Path.of("../docs/examples/" + example + ".json"))
            .replace("\"" + example + "\"", "\"" + name + "\"")
            .replace("torrust-profile-" + example, "torrust-profile-" + name)
            .replace(
                "/home/torrust/.ssh/id_ed25519", System.getenv("TORRUST_SANDBOX_SSH_PRIVATE_KEY"));
    return Files.writeString(folder.resolve(name + ".json"), text);
  }

  /** The same with backups switched on. */
  Path environmentFileWithBackup(String example, String name) throws IOException {
    Path file = environmentFile(example, name);
    return Files.writeString(
        file,
        Files.readString(file).replace("\"tracker\": {", "\"backup\": {},\n  \"tracker\": {"));
  }

  /** A machine to register, gone with this process at the latest. */
  String machine(String name, String... options) {
    List<String> command =
        new ArrayList<>(List.of(System.getenv("TORRUST_SANDBOX"), "machine", "create", name));
    command.addAll(List.of("--owner-pid", Long.toString(ProcessHandle.current().pid())));
    command.addAll(List.of(options));
    List<String> lines = succeed(command).out().lines().toList();
    return lines.get(lines.size() - 1).strip();
  }

  /** Removes a machine. */
  void removeMachine(String name) {
    succeed(List.of(System.getenv("TORRUST_SANDBOX"), "machine", "delete", name));
  }

  /** Runs a shell script as root on a machine, where it has to succeed; returns its output. */
  String onMachine(String name, String script, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("lxc", "exec", name, "--", "sh", "-euc", script));
    command.add("sh");
    command.addAll(List.of(arguments));
    return succeed(command).out();
  }

  /** Runs a shell script as root on a machine until it succeeds, for some minutes at most. */
  void await(String name, String script) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(AWAITED_MINUTES);
    List<String> command = List.of("lxc", "exec", name, "--", "sh", "-euc", script);
    Outcome outcome = run(command);
    while (outcome.exitCode() != 0) {
      String said = outcome.out() + outcome.err();
      assertTrue(System.nanoTime() < deadline, () -> script + "\n" + said);
      outcome = run(command);
    }
  }

  /** Switches a machine off as a power cut does, and on again. */
  void powerCut(String name) {
    succeed(List.of("lxc", "restart", "--force", name));
  }

  /** Copies a file from one machine to another, below a folder that is there. */
  void copy(String from, String to, String file) {
    succeed(
        List.of(
            "sh",
            "-euc",
            "lxc exec \"$1\" -- cat \"$3\" | lxc exec \"$2\" -- sh -euc 'cat >\"$1\"' sh \"$3\"",
            "sh",
            from,
            to,
            file));
  }

  /** Runs the program, which has to succeed; returns its standard output. */
  String deployer(String... arguments) {
    return succeed(command(List.of(), arguments)).out();
  }

  /** Runs the program, which may fail. */
  Outcome attempt(String... arguments) {
    return run(command(List.of(), arguments));
  }

  /** Runs the program, which has to fail with that code; returns everything that it said. */
  String fails(String code, String... arguments) {
    Outcome outcome = attempt(arguments);
    String said = outcome.out() + outcome.err();
    assertNotEquals(0, outcome.exitCode(), said);
    assertTrue(said.contains(code), () -> code + " is not in " + said);
    return said;
  }

  /** Runs the program behind another one, such as a tracer. */
  Outcome deployerUnder(List<String> wrapper, String... arguments) {
    return run(command(wrapper, arguments));
  }

  private List<String> command(List<String> wrapper, String... arguments) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            program().toString(), "--working-dir", folder.toString(), "--output-format", "json"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Whether LXD knows an object, such as {@code /1.0/instances/NAME}. */
  boolean lxdHas(String object) {
    return run(List.of("lxc", "query", object)).exitCode() == 0;
  }

  private Outcome succeed(List<String> command) {
    Outcome outcome = run(command);
    assertEquals(0, outcome.exitCode(), () -> command + "\n" + outcome.out() + outcome.err());
    return outcome;
  }

  private Outcome run(List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.toHandle().destroyForcibly();
      }
      return new Outcome(
          ended ? process.exitValue() : TIMED_OUT,
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, interrupted);
    }
  }

  /** What a program left behind. */
  record Outcome(int exitCode, String out, String err) {}
}
