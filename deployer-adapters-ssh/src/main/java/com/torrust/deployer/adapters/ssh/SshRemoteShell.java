package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.ssh.internal.Attempts;
import com.torrust.deployer.adapters.ssh.internal.KnownHosts;
import com.torrust.deployer.adapters.ssh.internal.Login;
import com.torrust.deployer.adapters.ssh.internal.RemoteFailures;
import com.torrust.deployer.adapters.ssh.internal.ScriptRun;
import com.torrust.deployer.adapters.ssh.internal.SshCommandLine.HostKeys;
import com.torrust.deployer.adapters.ssh.internal.SshConnection;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Reply;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Sharing;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.function.Consumer;

/** A shell through the OpenSSH client: one process here for each script. Thread-safe. */
final class SshRemoteShell implements RemoteShell {

  private static final Duration ABORT = Duration.ofSeconds(15);

  private final AdapterContext adapters;

  SshRemoteShell(AdapterContext adapters) {
    this.adapters = adapters;
  }

  @Override
  public Either<DeployError, Ended> run(
      Machine machine,
      SshCredentials credentials,
      Script script,
      Consumer<String> lines,
      OperationContext context) {
    if (context.cancellation().isRequested()) {
      return Either.left(context.cancellation().error("before the script was started"));
    }
    Login login = Login.of(machine, credentials);
    Either<DeployError, Done> pinned =
        machine.hostKeys().isEmpty()
            ? Either.right(Done.DONE)
            : new KnownHosts(context.folders().knownHosts()).pin(login, machine.hostKeys());
    return pinned.flatMap(done -> run(machine, login, script, lines, context));
  }

  private Either<DeployError, Ended> run(
      Machine machine,
      Login login,
      Script script,
      Consumer<String> lines,
      OperationContext context) {
    SshConnection connection = new SshConnection(adapters, context, login, HostKeys.PINNED);
    Redactor redactor = Redactor.of(context.secrets());
    ScriptRun run = new ScriptRun(line -> lines.accept(redactor.line(line)));
    Either<RunFailure, Reply> result =
        connection.exchange(
            run.command(script.text()),
            Stdin.text(script.input()),
            script.limit(),
            Sharing.OPENS,
            run,
            context.cancellation());
    if (result.isLeft()) {
      return Either.left(stopped(result.getLeft(), connection, run, login));
    }
    Reply reply = result.get();
    if (reply.isLost()) {
      Attempts attempts = new Attempts(login, machine.hostKeys());
      attempts.failed(reply.cause());
      return Either.left(attempts.error(reply.cause(), reply.said(), reply.answer()));
    }
    return run.isBegun()
        ? Either.right(new Ended(reply.status().getAsInt(), reply.said()))
        : Either.left(RemoteFailures.scriptNotBegun(reply, login));
  }

  /** Without us the script would go on; somebody who asked to stop means it as well. */
  private static DeployError stopped(
      RunFailure failure, SshConnection connection, ScriptRun run, Login login) {
    DeployError error = RemoteFailures.of(failure, login);
    if (failure instanceof RunFailure.NotStarted) {
      return error;
    }
    ScriptRun abort = new ScriptRun(line -> {});
    boolean ended =
        connection
            .exchange(
                abort.command(run.abort()),
                Stdin.closed(),
                ABORT,
                Sharing.OPENS,
                abort,
                Cancellation.create())
            .exists(reply -> reply.status().orElse(1) == 0);
    return ended
        ? error
        : ImmutableDeployError.builder()
            .from(error)
            .addSideEffects("a script may still be at work on '" + login.display() + "'")
            .build();
  }
}
