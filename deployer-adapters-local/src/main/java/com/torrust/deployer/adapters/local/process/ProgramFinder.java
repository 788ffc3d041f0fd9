package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.RunFailure;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds programs on the {@code PATH} that the program itself will see. Java would search our own
 * one, and would try one folder after the other by starting.
 */
final class ProgramFinder {

  private static final String SYSTEM_PATH = "/usr/bin:/bin";

  private ProgramFinder() {}

  /** The program's absolute path, or why it cannot be started. */
  static Either<RunFailure, Path> find(Command command) {
    if (!Files.isDirectory(command.workingDirectory())) {
      return refuse(
          command, "the working directory '" + command.workingDirectory() + "' does not exist");
    }
    if (command.program().contains("/")) {
      return absolute(command);
    }
    Optional<String> path = Optional.ofNullable(command.environment().get("PATH"));
    Optional<Path> found = path.flatMap(folders -> onPath(command.program(), folders));
    return found
        .<Either<RunFailure, Path>>map(Either::right)
        .orElseGet(() -> refuse(command, "not found on PATH '" + path.orElse("") + "'"));
  }

  /** A program of the system itself, such as {@code setsid}. */
  static Optional<Path> onSystem(String program) {
    return onPath(program, SYSTEM_PATH);
  }

  private static Either<RunFailure, Path> absolute(Command command) {
    Path program = command.workingDirectory().resolve(command.program());
    if (isProgram(program)) {
      return Either.right(program);
    }
    return refuse(
        command, Files.isRegularFile(program) ? "it is not executable" : "there is no such file");
  }

  private static Optional<Path> onPath(String program, String folders) {
    return Arrays.stream(folders.split(":"))
        .filter(folder -> folder.startsWith("/"))
        .flatMap(folder -> path(folder, program))
        .filter(ProgramFinder::isProgram)
        .findFirst();
  }

  private static Stream<Path> path(String folder, String program) {
    try {
      return Stream.of(Path.of(folder, program));
    } catch (InvalidPathException notAPath) {
      return Stream.empty();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static <T> Either<RunFailure, T> refuse(Command command, String reason) {
    return Either.left(new RunFailure.NotStarted(command.program(), reason));
  }
}
