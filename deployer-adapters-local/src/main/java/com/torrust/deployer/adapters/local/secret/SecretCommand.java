package com.torrust.deployer.adapters.local.secret;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.SecretStore.Value;
import com.torrust.deployer.domain.port.SecretStore.Wanted;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Runs the programs that print secrets. They get the variables that the deployer was given, because
 * nobody here knows what a password manager needs, and nothing on their standard input.
 */
final class SecretCommand {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final int LAST_WORDS = 5;
  private static final String REPLACEMENT = "\uFFFD";

  private final CommandRunner runner;
  private final Map<String, String> variables;
  private final Path workingDirectory;
  private final Duration limit;

  SecretCommand(CommandRunner runner, Map<String, String> variables, Path workingDirectory) {
    this(runner, variables, workingDirectory, LIMIT);
  }

  /** For tests that wait for a program which does not end. */
  SecretCommand(
      CommandRunner runner, Map<String, String> variables, Path workingDirectory, Duration limit) {
    this.runner = runner;
    this.variables = variables;
    this.workingDirectory = workingDirectory;
    this.limit = limit;
  }

  /** What the program prints, if it ends well. */
  Either<DeployError, Value> run(Wanted wanted, OutputOf output, Cancellation cancellation) {
    Hearing hearing = new Hearing();
    Runnable unhook =
        cancellation.onRequest(() -> hearing.stop.request(cancellation.reason().orElse("")));
    try {
      return runner
          .run(command(output), Stdin.closed(), hearing, hearing.stop)
          .fold(
              failure -> Either.left(failed(wanted, failure, hearing, cancellation)),
              result -> judged(wanted, result, hearing));
    } finally {
      unhook.run();
    }
  }

  private Command command(OutputOf output) {
    return ImmutableCommand.builder()
        .program(output.line().get(0))
        .arguments(output.line().subList(1, output.line().size()))
        .workingDirectory(Files.isDirectory(workingDirectory) ? workingDirectory : Path.of("/"))
        .environment(variables)
        .limit(limit)
        .grace(GRACE)
        .captureLimit(SecretTrouble.LONGEST + 1)
        .build();
  }

  private static Either<DeployError, Value> judged(
      Wanted wanted, CommandResult result, Hearing hearing) {
    if (hearing.isTooLong()) {
      return Either.left(SecretTrouble.tooLong(wanted));
    }
    if (!result.succeeded()) {
      return Either.left(
          SecretTrouble.of(
                  wanted,
                  "secret.command_failed",
                  ErrorKind.PREREQUISITE,
                  "failed with exit code " + result.exitCode(),
                  "run the command by hand to see what it needs")
              .putFacts("exit_code", Integer.toString(result.exitCode()))
              .addAllOutputTail(hearing.lastWords())
              .build());
    }
    String text = LocalSecretStore.withoutLineEnd(result.captured());
    return text.contains(REPLACEMENT)
        ? Either.left(SecretTrouble.notText(wanted))
        : Either.right(new Value(text));
  }

  private DeployError failed(
      Wanted wanted, RunFailure failure, Hearing hearing, Cancellation cancellation) {
    if (hearing.isTooLong()) {
      return SecretTrouble.tooLong(wanted);
    }
    if (failure instanceof RunFailure.TimedOut) {
      return SecretTrouble.of(
              wanted,
              "secret.command_timeout",
              ErrorKind.TIMEOUT,
              "did not end within " + limit.toSeconds() + " s and was stopped",
              "run the command by hand: it may wait for somebody to type, or for a network")
          .addAllOutputTail(hearing.lastWords())
          .build();
    }
    if (failure instanceof RunFailure.Cancelled) {
      return cancellation.error("while " + wanted.reference().words() + " was at work");
    }
    String reason =
        failure instanceof RunFailure.NotStarted refused
            ? "could not be started: " + refused.reason()
            : "was killed";
    return SecretTrouble.of(
            wanted,
            "secret.command_failed",
            ErrorKind.PREREQUISITE,
            reason,
            "check the program and its path")
        .putFacts("reason", reason)
        .addAllOutputTail(hearing.lastWords())
        .build();
  }

  /** Counts what a program prints, stops it when that is too much, and keeps its complaints. */
  private static final class Hearing implements LineListener {

    private final Cancellation stop = Cancellation.create();
    private final Deque<String> complaints = new ArrayDeque<>();
    private final List<Secret> printed = new ArrayList<>();
    private long bytes;

    @Override
    public synchronized void line(Stream stream, String line) {
      if (stream == Stream.ERROR) {
        complaints.add(line);
        if (complaints.size() > LAST_WORDS) {
          complaints.remove();
        }
        return;
      }
      bytes += line.getBytes(StandardCharsets.UTF_8).length + 1L;
      if (isTooLong()) {
        stop.request("it prints too much");
      } else {
        printed.add(Secret.of(line));
      }
    }

    /** The line end after the last line is not counted. */
    synchronized boolean isTooLong() {
      return bytes > SecretTrouble.LONGEST + 1L;
    }

    /** What it complained of last, without what it printed. */
    synchronized List<String> lastWords() {
      Redactor redactor = Redactor.of(printed);
      return complaints.stream().map(redactor::line).toList();
    }
  }
}
