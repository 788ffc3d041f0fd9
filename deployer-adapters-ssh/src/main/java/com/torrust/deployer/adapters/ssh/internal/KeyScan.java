package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a daemon for its host keys without logging in, by {@code ssh-keyscan} of OpenSSH. */
public final class KeyScan {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int TIMEOUT_SECONDS = 10;
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final AdapterContext adapters;

  /** Scans with these adapters. */
  public KeyScan(AdapterContext adapters) {
    this.adapters = adapters;
  }

  /** The keys that are shown, of the kinds that our connections take. */
  public Either<DeployError, List<HostKey>> of(Machine machine, Cancellation cancellation) {
    return adapters
        .commands()
        .run(command(machine), Stdin.closed(), LineListener.silent(), cancellation)
        .mapLeft(failure -> stopped(failure, machine))
        .flatMap(result -> keys(result, machine));
  }

  private Command command(Machine machine) {
    ImmutableCommand.Builder command =
        ImmutableCommand.builder()
            .program("ssh-keyscan")
            .addArguments(
                "-T",
                String.valueOf(TIMEOUT_SECONDS),
                "-p",
                String.valueOf(machine.sshPort()),
                "-t",
                "ed25519,ecdsa,rsa",
                "--",
                machine.address().value())
            .workingDirectory(adapters.workingDirectory())
            .captureLimit(LONGEST_ANSWER)
            .limit(LIMIT)
            .putEnvironment("LC_ALL", "C");
    Optional.ofNullable(adapters.variables().get("PATH"))
        .ifPresent(path -> command.putEnvironment("PATH", path));
    return command.build();
  }

  private static Either<DeployError, List<HostKey>> keys(CommandResult result, Machine machine) {
    List<HostKey> keys =
        result
            .captured()
            .lines()
            .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
            .flatMap(line -> HostKey.parse(line.substring(line.indexOf(' '))).stream())
            .distinct()
            .toList();
    return keys.isEmpty()
        ? Either.left(
            DeployError.because(
                    "ssh.no_host_key",
                    ErrorKind.CONNECTIVITY,
                    "nothing at '"
                        + machine.address()
                        + "' port "
                        + machine.sshPort()
                        + " shows a host key")
                .putFacts("host", machine.address().value())
                .putFacts("port", String.valueOf(machine.sshPort()))
                .outputTail(result.tail())
                .addRemedies(Remedy.advice("check address and port, and that the SSH daemon runs"))
                .build())
        : Either.right(keys);
  }

  private static DeployError stopped(RunFailure failure, Machine machine) {
    if (failure instanceof RunFailure.Cancelled cancelled) {
      return DeployError.because(
              "operation.cancelled", ErrorKind.CANCELLED, "stopped: " + cancelled.reason())
          .build();
    }
    if (failure instanceof RunFailure.NotStarted notStarted) {
      return DeployError.because(
              "tool.missing",
              ErrorKind.PREREQUISITE,
              "cannot start 'ssh-keyscan': " + notStarted.reason())
          .putFacts("tool", "ssh-keyscan")
          .addRemedies(Remedy.advice("install the OpenSSH client (package 'openssh-client')"))
          .build();
    }
    return DeployError.because(
            "ssh.timeout",
            ErrorKind.CONNECTIVITY,
            "'" + machine.address() + "' did not show its host key in time")
        .putFacts("host", machine.address().value())
        .putFacts("port", String.valueOf(machine.sshPort()))
        .outputTail(failure.tail())
        .addRemedies(Remedy.advice("check the machine and the firewalls before it"))
        .build();
  }
}
