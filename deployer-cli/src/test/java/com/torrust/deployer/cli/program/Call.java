package com.torrust.deployer.cli.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A call of a real program. It inherits no variable but those that are given. Immutable.
 *
 * @param words the program and its arguments
 * @param variables all that it sees
 * @param folder where it runs
 * @param stdin what it reads
 */
record Call(
    List<String> words, Map<String, String> variables, Optional<Path> folder, String stdin) {

  private static final long LIMIT_SECONDS = 120;

  /** A call that finds the usual programs, and Java where this test runs on it. */
  static Call of(String... words) {
    Map<String, String> variables =
        Map.of(
            "PATH", System.getenv("PATH"),
            "JAVA_HOME", System.getProperty("java.home"),
            "LANG", "C.UTF-8");
    return new Call(List.of(words), variables, Optional.empty(), "");
  }

  Call and(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Call(all, variables, folder, stdin);
  }

  Call with(String variable, Object value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value.toString());
    return new Call(words, more, folder, stdin);
  }

  Call without(String variable) {
    Map<String, String> fewer = new HashMap<>(variables);
    fewer.remove(variable);
    return new Call(words, fewer, folder, stdin);
  }

  Call in(Path where) {
    return new Call(words, variables, Optional.of(where), stdin);
  }

  Call reading(String text) {
    return new Call(words, variables, folder, text);
  }

  /** Runs it to its end. */
  Ran run() {
    try {
      Path in = Files.createTempFile("call", ".in");
      Path out = Files.createTempFile("call", ".out");
      Path err = Files.createTempFile("call", ".err");
      try {
        Files.writeString(in, stdin);
        Process process =
            builder()
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int code = end(process);
        return new Ran(code, text(out), text(err));
      } finally {
        for (Path file : List.of(in, out, err)) {
          Files.delete(file);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts it; what it prints, on both streams, goes to {@code output}. */
  Process start(Path output) {
    try {
      return builder()
          .redirectErrorStream(true)
          .redirectOutput(Redirect.appendTo(output.toFile()))
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits for the end and returns the exit code; ends what does not end. */
  static int end(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.toHandle().destroyForcibly();
        throw new AssertionError("did not end: " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a program", interrupted);
    }
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(variables);
    folder.map(Path::toFile).ifPresent((File where) -> builder.directory(where));
    return builder;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
