package com.torrust.deployer.adapters.tofu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Waiting for conditions and killing programs of a test. */
final class Processes {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

  private Processes() {}

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come about: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** A Java of its own, in a session of its own, with our class path. */
  static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> line =
        Stream.concat(
                Stream.of(
                    "setsid",
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(line)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The programs of that name that work in that folder. */
  static List<ProcessHandle> in(Path folder, String program) {
    return ProcessHandle.allProcesses()
        .filter(process -> name(process).filter(program::equals).isPresent())
        .filter(process -> workingDirectory(process).filter(folder::equals).isPresent())
        .toList();
  }

  private static Optional<String> name(ProcessHandle process) {
    return process.info().command().map(command -> Path.of(command).getFileName().toString());
  }

  private static Optional<Path> workingDirectory(ProcessHandle process) {
    try {
      return Optional.of(
          Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }
}
