package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.ssh.internal.AttemptCause;
import com.torrust.deployer.adapters.ssh.internal.Attempts;
import com.torrust.deployer.adapters.ssh.internal.KnownHosts;
import com.torrust.deployer.adapters.ssh.internal.Login;
import com.torrust.deployer.adapters.ssh.internal.Operator;
import com.torrust.deployer.adapters.ssh.internal.ReleaseArchive;
import com.torrust.deployer.adapters.ssh.internal.RemoteFailures;
import com.torrust.deployer.adapters.ssh.internal.RemoteReport;
import com.torrust.deployer.adapters.ssh.internal.SshCommandLine.HostKeys;
import com.torrust.deployer.adapters.ssh.internal.SshConnection;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Reply;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Sharing;
import com.torrust.deployer.adapters.ssh.internal.StackCommand;
import com.torrust.deployer.adapters.ssh.internal.SurveyScript;
import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.RestoreReport;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.FoundFile;
import com.torrust.deployer.domain.plan.MachineSurvey;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.StackClaim;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.SecretProof;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Operates the stack by a script that is part of every release and does its work on the machine,
 * under the machine's own lock, whether we live or not: one process here for each call.
 * Thread-safe.
 */
final class SshStackOperator implements StackOperator {

  private static final StepId RECONNECT = new StepId("ssh.reconnect");
  private static final Duration INSPECT = Duration.ofMinutes(2);
  private static final Duration LOGS = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofMinutes(2);

  /** What the script needs to say that its own limit has passed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  private static final Duration ABORT = Duration.ofSeconds(15);
  private static final int RECONNECTS = 3;
  private static final int MOST_LOG_LINES = 10_000;

  private final AdapterContext adapters;

  SshStackOperator(AdapterContext adapters) {
    this.adapters = adapters;
  }

  @Override
  public Either<DeployError, InstallReport> install(
      Machine machine,
      SshCredentials credentials,
      ReleaseBundle bundle,
      StackClaim claim,
      OperationContext context) {
    Stdin archive = Stdin.of(ReleaseArchive.of(bundle));
    StackCommand command =
        command("install", context).lasting(context.timeouts().release()).claiming(claim);
    return talk(machine, credentials, command, archive, context)
        .map(report -> new InstallReport(bundle.id(), report.changed()));
  }

  @Override
  public Either<DeployError, InstallReport> use(
      Machine machine,
      SshCredentials credentials,
      ReleaseId release,
      StackClaim claim,
      OperationContext context) {
    StackCommand command =
        command("use", context).of(release).lasting(context.timeouts().release()).claiming(claim);
    return talk(machine, credentials, command, Stdin.closed(), context)
        .map(report -> new InstallReport(release, report.changed()));
  }

  @Override
  public Either<DeployError, StackStatus> start(
      Machine machine, SshCredentials credentials, ReleaseId release, OperationContext context) {
    StackCommand command =
        command("start", context).of(release).lasting(context.timeouts().start());
    return talk(machine, credentials, command, Stdin.closed(), context)
        .map(SshStackOperator::status);
  }

  @Override
  public Either<DeployError, List<SecretProof>> prove(
      Machine machine, SshCredentials credentials, ReleaseId before, OperationContext context) {
    StackCommand command = command("prove", context).of(before).lasting(INSPECT);
    return talk(machine, credentials, command, Stdin.closed(), context).map(RemoteReport::secrets);
  }

  @Override
  public Either<DeployError, StackStatus> inspect(
      Machine machine, SshCredentials credentials, OperationContext context) {
    return talk(
            machine,
            credentials,
            command("inspect", context).lasting(INSPECT),
            Stdin.closed(),
            context)
        .map(SshStackOperator::status);
  }

  @Override
  public Either<DeployError, MachineSurvey> survey(
      Machine machine,
      SshCredentials credentials,
      Supplier<Optional<ReleaseBundle>> release,
      boolean checks,
      OperationContext context) {
    StackCommand command =
        StackCommand.survey(checks, context.operation(), Operator.name(adapters.variables()))
            .waiting(context.timeouts().lock())
            .lasting(INSPECT);
    return talk(
            machine,
            credentials,
            command,
            Stdin.later(() -> SurveyScript.bytes(release.get())),
            context)
        .map(
            report ->
                new MachineSurvey(
                    status(report),
                    found(release.get().map(ReleaseBundle::files).orElse(List.of()), report),
                    report.drift(),
                    report.unseen()));
  }

  private static Map<String, FoundFile> found(List<HostFile> files, RemoteReport report) {
    Map<String, FoundFile> found = new LinkedHashMap<>();
    for (int number = 0; number < files.size(); number++) {
      FoundFile seen = report.files().get(number);
      if (seen != null) {
        found.put(files.get(number).path(), seen);
      }
    }
    return found;
  }

  @Override
  public Either<DeployError, List<String>> logs(
      Machine machine,
      SshCredentials credentials,
      Optional<String> service,
      int lines,
      OperationContext context) {
    StackCommand command = command("logs", context).telling(service, lines).lasting(LOGS);
    return talk(machine, credentials, command, Stdin.closed(), context).map(RemoteReport::log);
  }

  @Override
  public Either<DeployError, Done> stop(
      Machine machine, SshCredentials credentials, OperationContext context) {
    return talk(
            machine, credentials, command("stop", context).lasting(STOP), Stdin.closed(), context)
        .map(report -> Done.DONE);
  }

  @Override
  public Either<DeployError, Backup> copyData(
      Machine machine, SshCredentials credentials, ReleaseId release, OperationContext context) {
    StackCommand command =
        command("copy", context)
            .choosing(BackupChoice.latest())
            .of(release)
            .lasting(context.timeouts().backup());
    return talk(machine, credentials, command, Stdin.closed(), context)
        .flatMap(report -> told(report, "copy", machine));
  }

  @Override
  public Either<DeployError, Backup> backup(
      Machine machine, SshCredentials credentials, OperationContext context) {
    return onData("backup", machine, credentials, BackupChoice.latest(), context)
        .flatMap(report -> told(report, "backup", machine));
  }

  @Override
  public Either<DeployError, List<Backup>> backups(
      Machine machine,
      SshCredentials credentials,
      Optional<EnvironmentName> of,
      OperationContext context) {
    return onData("backups", machine, credentials, new BackupChoice(Optional.empty(), of), context)
        .map(RemoteReport::backups);
  }

  @Override
  public Either<DeployError, Backup> verify(
      Machine machine, SshCredentials credentials, BackupChoice choice, OperationContext context) {
    return onData("verify", machine, credentials, choice, context)
        .flatMap(report -> told(report, "verify", machine));
  }

  @Override
  public Either<DeployError, RestoreReport> restore(
      Machine machine, SshCredentials credentials, BackupChoice choice, OperationContext context) {
    return onData("restore", machine, credentials, choice, context)
        .flatMap(
            report ->
                told(report, "restore", machine)
                    .map(restored -> new RestoreReport(restored, report.before())));
  }

  private Either<DeployError, RemoteReport> onData(
      String name,
      Machine machine,
      SshCredentials credentials,
      BackupChoice choice,
      OperationContext context) {
    StackCommand command =
        command(name, context).choosing(choice).lasting(context.timeouts().backup());
    return talk(machine, credentials, command, Stdin.closed(), context);
  }

  /** The one backup that the machine told of; it may be damaged and tell of none. */
  private static Either<DeployError, Backup> told(
      RemoteReport report, String command, Machine machine) {
    return report.backups().stream()
        .reduce((one, other) -> other)
        .<Either<DeployError, Backup>>map(Either::right)
        .orElseGet(() -> Either.left(RemoteFailures.toldNoBackup(command, machine)));
  }

  private StackCommand command(String name, OperationContext context) {
    return StackCommand.named(name, context.operation(), Operator.name(adapters.variables()))
        .waiting(context.timeouts().lock());
  }

  private static RemoteReport report(StackCommand command, OperationContext context) {
    return command.lines().isPresent()
        ? new RemoteReport(context.progress(), MOST_LOG_LINES)
        : new RemoteReport(context.progress());
  }

  private static StackStatus status(RemoteReport report) {
    return new StackStatus(report.release(), report.services(), report.checks(), report.security());
  }

  /**
   * Lets the script do its work. When the connection breaks off, the work goes on over there: it is
   * found again and heard to its end.
   */
  private Either<DeployError, RemoteReport> talk(
      Machine machine,
      SshCredentials credentials,
      StackCommand asked,
      Stdin stdin,
      OperationContext context) {
    Login login = Login.of(machine, credentials);
    return pin(machine, login, context)
        .flatMap(
            pinned -> {
              SshConnection connection =
                  new SshConnection(adapters, context, login, HostKeys.PINNED);
              Attempts attempts = new Attempts(login, machine.hostKeys());
              Duration pause = Duration.ofSeconds(1);
              StackCommand command = asked;
              while (true) {
                RemoteReport report = report(command, context);
                Sharing sharing = context.isLook() ? Sharing.JOINS : Sharing.OPENS;
                Either<RunFailure, Reply> result =
                    connection.run(
                        command.remote(), stdin, command.limit().plus(LAST_WORDS), sharing, report);
                if (result.isLeft()) {
                  return Either.left(stopped(result.getLeft(), connection, command, login));
                }
                Reply reply = result.get();
                if (!reply.isLost() || report.isAnswered()) {
                  return judge(reply, report, command, login);
                }
                AttemptCause cause = reply.cause();
                attempts.failed(cause);
                if (!isWorthAnother(cause, attempts)) {
                  return Either.left(attempts.error(cause, reply.said(), reply.answer()));
                }
                context
                    .progress()
                    .retried(
                        RECONNECT, attempts.count(), attempts.elapsed(), pause, cause.sentence());
                if (!context.cancellation().pause(pause)) {
                  return Either.left(RemoteFailures.cancelled(context.cancellation()));
                }
                pause = pause.multipliedBy(2);
                command = command.again();
              }
            });
  }

  /**
   * A machine that was reached has pinned keys; for any other the client knows none and refuses.
   */
  private static Either<DeployError, Done> pin(
      Machine machine, Login login, OperationContext context) {
    return machine.hostKeys().isEmpty()
        ? Either.right(Done.DONE)
        : new KnownHosts(context.folders().knownHosts()).pin(login, machine.hostKeys());
  }

  /**
   * Only a connection that was once established is made again; one that never was is reported at
   * once.
   */
  private static boolean isWorthAnother(AttemptCause cause, Attempts attempts) {
    boolean stood = cause == AttemptCause.LOST || attempts.count() > 1;
    return stood && cause.hope() != AttemptCause.Hope.NONE && attempts.count() <= RECONNECTS;
  }

  private static Either<DeployError, RemoteReport> judge(
      Reply reply, RemoteReport report, StackCommand command, Login login) {
    if (report.isFinished() && report.isUnderstood()) {
      return Either.right(report);
    }
    if (report.failure().isPresent()) {
      return Either.left(RemoteFailures.of(report.failure().get(), report, login));
    }
    if (reply.status().orElse(0) == RemoteFailures.NOT_INSTALLED && !report.isBegun()) {
      return command.needsNothingInstalled()
          ? Either.right(report)
          : Either.left(RemoteFailures.notInstalled(login));
    }
    return reply.status().orElse(0) == RemoteFailures.USAGE && command.isAboutData()
        ? Either.left(RemoteFailures.tooOldForData(command, login))
        : Either.left(RemoteFailures.unanswered(reply, report, login));
  }

  /** Without us the script would go on; somebody who asked to stop means it as well. */
  private DeployError stopped(
      RunFailure failure, SshConnection connection, StackCommand command, Login login) {
    DeployError error = RemoteFailures.of(failure, login);
    boolean begun =
        failure instanceof RunFailure.Cancelled || failure instanceof RunFailure.TimedOut;
    if (!begun || command.changesNothing()) {
      return error;
    }
    AtomicBoolean ended = new AtomicBoolean();
    connection.run(
        command.abort().remote(),
        Stdin.closed(),
        ABORT,
        Sharing.OPENS,
        event -> ended.compareAndSet(false, event.name().equals("finished")),
        Cancellation.create());
    return ended.get()
        ? error
        : ImmutableDeployError.builder()
            .from(error)
            .addSideEffects(
                "'" + command.name() + "' may still be at work on '" + login.display() + "'")
            .build();
  }
}
