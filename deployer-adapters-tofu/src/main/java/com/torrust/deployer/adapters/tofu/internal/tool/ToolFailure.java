package com.torrust.deployer.adapters.tofu.internal.tool;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.RunFailure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An OpenTofu that did not do what it was started for.
 *
 * @param command what was started
 * @param failure why it did not end by itself, if it did not
 * @param exitCode how it ended, if it ended by itself
 * @param errors what it reported
 * @param tail what it printed last
 */
public record ToolFailure(
    Command command,
    Optional<RunFailure> failure,
    OptionalInt exitCode,
    List<Diagnostic> errors,
    List<String> tail) {

  /** Exit codes above say by which signal a program was ended. */
  private static final int SIGNALLED = 128;

  /** Copies the lists. */
  public ToolFailure {
    errors = List.copyOf(errors);
    tail = List.copyOf(tail);
  }

  /** Whether it was stopped because somebody asked for it. */
  public boolean isCancelled() {
    return failure.filter(RunFailure.Cancelled.class::isInstance).isPresent();
  }

  /** Whether it was ended by others: killed, or the computer restarted. */
  public boolean wasKilled() {
    return failure.filter(RunFailure.Vanished.class::isInstance).isPresent()
        || exitCode.orElse(0) > SIGNALLED;
  }

  /** The error for it. {@code code} names the failure of a program that ended by itself. */
  public DeployError describe(String code) {
    if (failure.isEmpty()) {
      return wasKilled()
          ? killed("was ended by signal " + (exitCode.orElse(0) - SIGNALLED))
          : failed(code);
    }
    RunFailure why = failure.get();
    if (why instanceof RunFailure.NotStarted notStarted) {
      return DeployError.because(
              "tool.missing",
              ErrorKind.PREREQUISITE,
              "cannot start OpenTofu ('tofu'): " + notStarted.reason())
          .putFacts("tool", TofuCommands.PROGRAM)
          .putFacts("expected", TofuVersion.OLDEST.text() + " or newer")
          .addRemedies(
              Remedy.advice(
                  "install OpenTofu "
                      + TofuVersion.OLDEST.text()
                      + " or newer and put 'tofu' on the PATH"))
          .build();
    }
    if (why instanceof RunFailure.TimedOut late) {
      return with(
          DeployError.because(
                  "tool.timed_out",
                  ErrorKind.TIMEOUT,
                  "'"
                      + command.display()
                      + "' was stopped after "
                      + late.after().toSeconds()
                      + " s")
              .addRemedies(
                  Remedy.advice("run the same command again: it goes on with what exists")));
    }
    if (why instanceof RunFailure.Cancelled cancelled) {
      return with(
          DeployError.because(
              "operation.cancelled",
              ErrorKind.CANCELLED,
              "'" + command.display() + "' was stopped: " + cancelled.reason()));
    }
    return killed("is gone and left no exit code: it was killed, or the computer restarted");
  }

  private DeployError killed(String how) {
    return with(
        DeployError.because("tool.killed", ErrorKind.PROVIDER, "'" + command.display() + "' " + how)
            .addRemedies(Remedy.advice("run the same command again: it goes on with what exists")));
  }

  private DeployError failed(String code) {
    String reason = errors.isEmpty() ? "it reported no error" : errors.get(0).summary();
    ImmutableDeployError.Builder error =
        DeployError.because(
                code,
                ErrorKind.PROVIDER,
                "'"
                    + command.display()
                    + "' ended with code "
                    + exitCode.orElse(-1)
                    + ": "
                    + reason)
            .putFacts("exit_code", Integer.toString(exitCode.orElse(-1)));
    errors.stream()
        .map(Diagnostic::address)
        .filter(address -> !address.isEmpty())
        .findFirst()
        .ifPresent(address -> error.putFacts("resource", address));
    return with(error);
  }

  private DeployError with(ImmutableDeployError.Builder error) {
    return error
        .putFacts("tool", TofuCommands.PROGRAM)
        .putFacts("command", command.display())
        .addAllCauses(errors.stream().map(Diagnostic::text).toList())
        .addAllOutputTail(tail)
        .build();
  }
}
