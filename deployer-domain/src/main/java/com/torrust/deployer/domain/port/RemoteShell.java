package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A shell on a machine that was reached, for adapters that need nothing else of it: they get it
 * from {@link com.torrust.deployer.domain.spi.AdapterContext#shell()}. Thread-safe.
 */
@FunctionalInterface
public interface RemoteShell {

  /**
   * Runs a script as root to its end, over the connection that the operation shares.
   *
   * @param lines hears each line of the script's standard output, redacted, while it runs
   * @return how the script ended; on the left that it did not: {@code ssh.*} of kind {@code
   *     CONNECTIVITY} as in {@link MachineAccess#reach}, {@code ssh.command_timeout} of kind {@code
   *     TIMEOUT} or {@code operation.cancelled}. In the last two the script was asked to stop, and
   *     {@link DeployError#sideEffects()} says so where it may still be at work
   */
  Either<DeployError, Ended> run(
      Machine machine,
      SshCredentials credentials,
      Script script,
      Consumer<String> lines,
      OperationContext context);

  /**
   * What to run.
   *
   * @param text for {@code /bin/sh}; seen by every account of the machine, hence without secrets
   * @param input what the script reads on its standard input, secrets included
   * @param limit how long it may run
   */
  record Script(String text, String input, Duration limit) {

    /** A script that reads nothing. */
    public static Script of(String text, Duration limit) {
      return new Script(text, "", limit);
    }

    /** Never shows what the script reads. */
    @Override
    public String toString() {
      return "Script[" + text.length() + " characters, " + limit + "]";
    }
  }

  /**
   * How a script ended by itself.
   *
   * @param status its exit status
   * @param errors the last lines of its standard error, redacted
   */
  record Ended(int status, List<String> errors) {

    /** Copies the list. */
    public Ended {
      errors = List.copyOf(errors);
    }

    /** Whether the status is 0. */
    public boolean succeeded() {
      return status == 0;
    }
  }
}
