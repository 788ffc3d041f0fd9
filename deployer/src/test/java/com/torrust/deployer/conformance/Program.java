package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real program that reads what we render. Where it is absent the test is skipped, and the reason
 * is printed.
 */
final class Program {

  private static final long LIMIT_SECONDS = 120;

  private final List<String> words;

  private Program(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** The program of that name on the path. */
  static Program onPath(String name) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    return found.map(path -> new Program(List.of(path.toString()))).orElseGet(() -> absent(name));
  }

  /** The program whose file a variable names. */
  static Program named(String variable, String what) {
    String path = System.getenv().getOrDefault(variable, "");
    return path.isEmpty() || !Files.isExecutable(Path.of(path))
        ? absent(what + " (variable " + variable + ")")
        : new Program(List.of(path));
  }

  private static Program absent(String what) {
    System.out.println("SKIPPED: there is no " + what + " on this computer");
    assumeTrue(false, "there is no " + what);
    throw new IllegalStateException("assumptions end the test");
  }

  /** The file that is run. */
  Path file() {
    return Path.of(words.get(0));
  }

  /** Skips the test unless a trial succeeds. */
  Program where(String what, String... arguments) {
    if (run(Path.of("."), Map.of(), arguments).status() != 0) {
      absent(what);
    }
    return this;
  }

  Outcome run(Path folder, Map<String, String> variables, String... arguments) {
    List<String> call = new ArrayList<>(words);
    call.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("program", ".out");
      Path errors = Files.createTempFile("program", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(call)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(variables);
      Process process = builder.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.toHandle().destroyForcibly();
        throw new IllegalStateException(call + " did not end within " + LIMIT_SECONDS + " s");
      }
      Outcome outcome = new Outcome(process.exitValue(), read(output), read(errors));
      Files.delete(output);
      Files.delete(errors);
      return outcome;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** How it ended and what it said. */
  record Outcome(int status, String output, String errors) {

    /** What it said on both streams. */
    String all() {
      return output + errors;
    }
  }
}
