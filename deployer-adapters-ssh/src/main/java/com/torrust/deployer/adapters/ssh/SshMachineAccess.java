package com.torrust.deployer.adapters.ssh;

import com.torrust.deployer.adapters.ssh.internal.AttemptCause;
import com.torrust.deployer.adapters.ssh.internal.AttemptCause.Hope;
import com.torrust.deployer.adapters.ssh.internal.Attempts;
import com.torrust.deployer.adapters.ssh.internal.Backoff;
import com.torrust.deployer.adapters.ssh.internal.FactsReader;
import com.torrust.deployer.adapters.ssh.internal.KeyScan;
import com.torrust.deployer.adapters.ssh.internal.KnownHosts;
import com.torrust.deployer.adapters.ssh.internal.Login;
import com.torrust.deployer.adapters.ssh.internal.LookAnswers;
import com.torrust.deployer.adapters.ssh.internal.LookScript;
import com.torrust.deployer.adapters.ssh.internal.OperatorKey;
import com.torrust.deployer.adapters.ssh.internal.PortProbe;
import com.torrust.deployer.adapters.ssh.internal.ReachScript;
import com.torrust.deployer.adapters.ssh.internal.RemoteFailures;
import com.torrust.deployer.adapters.ssh.internal.RemoteReport;
import com.torrust.deployer.adapters.ssh.internal.SshCommandLine.HostKeys;
import com.torrust.deployer.adapters.ssh.internal.SshConnection;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Reply;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Sharing;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RunFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reaches machines through the OpenSSH client: one process once a daemon greets. Thread-safe. */
final class SshMachineAccess implements MachineAccess {

  private static final StepId CONNECT = new StepId("ssh.connect");
  private static final Duration KNOCK = Duration.ofSeconds(5);

  /** For the programs that look at the operator's key. */
  private static final Duration KEY_LIMIT = Duration.ofSeconds(10);

  /** A cause that stays the same is reported again after this time. */
  private static final Duration REMINDER = Duration.ofSeconds(10);

  /** What the script may need besides waiting for cloud-init. */
  private static final Duration SCRIPT = Duration.ofSeconds(30);

  private final AdapterContext adapters;

  SshMachineAccess(AdapterContext adapters) {
    this.adapters = adapters;
  }

  @Override
  public Either<DeployError, Machine> reach(
      Machine machine, SshCredentials credentials, Readiness readiness, OperationContext context) {
    Login login = Login.of(machine, credentials);
    Optional<AttemptCause> fault =
        new OperatorKey(adapters, credentials, KEY_LIMIT, context.cancellation()).fault();
    if (fault.isPresent()) {
      return Either.left(new Attempts(login, List.of()).error(fault.get(), List.of()));
    }
    KnownHosts knownHosts = new KnownHosts(context.folders().knownHosts());
    List<HostKey> known = known(machine, credentials);
    Either<DeployError, Done> pinned =
        known.isEmpty() ? Either.right(Done.DONE) : knownHosts.pin(login, known);
    return pinned
        .flatMap(done -> new LoginLoop(login, known, readiness, context).run())
        .flatMap(done -> knownHosts.keys(login))
        .map(machine::withPinned);
  }

  @Override
  public Either<DeployError, MachineFacts> look(
      Machine machine, SshCredentials credentials, OperationContext context) {
    Login login = Login.of(machine, credentials);
    List<HostKey> known = known(machine, credentials);
    Either<DeployError, Done> pinned =
        known.isEmpty()
            ? Either.right(Done.DONE)
            : new KnownHosts(context.folders().knownHosts()).pin(login, known);
    return pinned.flatMap(done -> look(login, known, context));
  }

  private Either<DeployError, MachineFacts> look(
      Login login, List<HostKey> known, OperationContext context) {
    SshConnection connection = new SshConnection(adapters, context, login, HostKeys.PINNED);
    LookScript script = LookScript.create();
    LookAnswers answers = new LookAnswers(script.marker(), Redactor.of(context.secrets()));
    return connection
        .exchange(
            script.command(),
            script.text(),
            LookScript.LIMIT.plus(SCRIPT),
            // Somebody who only looks has no lease, so another operation's connection is left
            // alone.
            Sharing.JOINS,
            answers,
            context.cancellation())
        .mapLeft(failure -> RemoteFailures.of(failure, login))
        .flatMap(
            reply -> {
              if (answers.isWhole()) {
                return Either.right(FactsReader.read(answers));
              }
              if (reply.isLost()) {
                Attempts attempts = new Attempts(login, known);
                attempts.failed(reply.cause());
                return Either.left(attempts.error(reply.cause(), reply.said(), reply.answer()));
              }
              return Either.left(RemoteFailures.lookIncomplete(reply, answers, login));
            });
  }

  @Override
  public Either<DeployError, List<HostKey>> shownKeys(Machine machine, OperationContext context) {
    return new KeyScan(adapters).of(machine, context.cancellation());
  }

  @Override
  public Either<DeployError, Done> forget(OperationContext context) {
    return new KnownHosts(context.folders().knownHosts()).forget();
  }

  /** What the machine must show: what it showed before, else what the operator configured. */
  private static List<HostKey> known(Machine machine, SshCredentials credentials) {
    return machine.hostKeys().isEmpty()
        ? credentials.hostKey().flatMap(HostKey::parse).map(List::of).orElse(List.of())
        : machine.hostKeys();
  }

  /**
   * Attempts on one machine until it lets us in, cannot be reached at all, or the timeout is
   * reached.
   */
  private final class LoginLoop {

    private final Login login;
    private final Readiness readiness;
    private final OperationContext context;
    private final SshConnection connection;
    private final Attempts attempts;
    private final Backoff backoff = new Backoff();
    private final long start = System.nanoTime();
    private Optional<AttemptCause> reported = Optional.empty();
    private long reportedAt;

    LoginLoop(Login login, List<HostKey> known, Readiness readiness, OperationContext context) {
      this.login = login;
      this.readiness = readiness;
      this.context = context;
      this.connection =
          new SshConnection(
              adapters, context, login, known.isEmpty() ? HostKeys.FIRST_CONTACT : HostKeys.PINNED);
      this.attempts = new Attempts(login, known);
    }

    Either<DeployError, Done> run() {
      // A knock without a log-in counts against us with newer daemons, so it is kept for machines
      // that may still boot.
      boolean greeted = readiness == Readiness.REACHABLE;
      while (true) {
        Optional<AttemptCause> silence =
            greeted ? Optional.empty() : PortProbe.ask(login, KNOCK, context.cancellation());
        Outcome outcome = silence.map(Outcome::kept).orElseGet(this::enter);
        if (outcome.end().isPresent()) {
          return outcome.end().get();
        }
        AttemptCause cause = outcome.cause();
        if (context.cancellation().isRequested()) {
          return Either.left(RemoteFailures.cancelled(context.cancellation()));
        }
        attempts.failed(cause);
        // A daemon that has answered once is asked by the client alone, so that it counts one
        // connection, not two.
        greeted = cause.hope() == Hope.WHILE_BOOTING;
        Duration pause = backoff.after(cause);
        if (!isWorthwhile(cause, pause)) {
          return Either.left(attempts.error(cause, outcome.said(), outcome.answer()));
        }
        tell(cause, pause);
        if (!context.cancellation().pause(pause)) {
          return Either.left(RemoteFailures.cancelled(context.cancellation()));
        }
      }
    }

    private boolean isWorthwhile(AttemptCause cause, Duration pause) {
      return readiness == Readiness.BOOTED
          && cause.hope() != Hope.NONE
          && elapsed().plus(pause).compareTo(timeouts().ssh()) < 0;
    }

    private Outcome enter() {
      RemoteReport report = new RemoteReport(context.progress());
      Either<RunFailure, Reply> result =
          connection.run(
              ReachScript.command(readiness, timeouts().cloudInit()),
              ReachScript.text(),
              timeouts().cloudInit().plus(SCRIPT),
              Sharing.OPENS,
              report);
      if (result.isLeft()) {
        return Outcome.ended(Either.left(RemoteFailures.of(result.getLeft(), login)));
      }
      Reply reply = result.get();
      if (report.isFinished()) {
        return Outcome.ended(Either.right(Done.DONE));
      }
      if (report.failure().isPresent()) {
        return Outcome.ended(Either.left(RemoteFailures.of(report.failure().get(), report, login)));
      }
      if (reply.isLost()) {
        return new Outcome(
            Optional.empty(), precisely(reply.cause()), reply.said(), reply.answer());
      }
      return Outcome.ended(Either.left(RemoteFailures.unanswered(reply, report, login)));
    }

    /** The client does not show what a daemon says before it greets, such as that we are banned. */
    private AttemptCause precisely(AttemptCause cause) {
      return cause == AttemptCause.CLOSED
          ? PortProbe.ask(login, KNOCK, context.cancellation()).orElse(cause)
          : cause;
    }

    private void tell(AttemptCause cause, Duration pause) {
      long now = System.nanoTime();
      if (!reported.equals(Optional.of(cause)) || now - reportedAt > REMINDER.toNanos()) {
        reported = Optional.of(cause);
        reportedAt = now;
        context
            .progress()
            .retried(
                CONNECT,
                attempts.count(),
                attempts.elapsed(),
                pause,
                cause.code() + ": " + cause.sentence());
      }
    }

    private Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }

    private Timeouts timeouts() {
      return context.timeouts();
    }
  }

  /**
   * What became of one attempt.
   *
   * @param end the result of all attempts, when there is nothing more to try
   * @param cause why this one failed; of no meaning when there is an end
   * @param said the client's last words
   * @param answer the machine's words to the login
   */
  private record Outcome(
      Optional<Either<DeployError, Done>> end,
      AttemptCause cause,
      List<String> said,
      List<String> answer) {

    static Outcome ended(Either<DeployError, Done> end) {
      return new Outcome(Optional.of(end), AttemptCause.CLIENT_FAILED, List.of(), List.of());
    }

    static Outcome kept(AttemptCause out) {
      return new Outcome(Optional.empty(), out, List.of(), List.of());
    }
  }
}
