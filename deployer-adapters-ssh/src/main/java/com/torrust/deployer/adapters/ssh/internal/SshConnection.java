package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.adapters.ssh.internal.SshCommandLine.HostKeys;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Commands on one machine over the one connection that an operation shares. The first command opens
 * it, the end of the operation closes it; if we are killed it closes itself after a minute.
 */
public final class SshConnection {

  /** Whether a command may open the connection that others of its operation share. */
  public enum Sharing {
    /** Opens it where it is not open. */
    OPENS,
    /** Uses it where this operation opened it, else has a connection of its own. */
    JOINS
  }

  /**
   * What became of a command.
   *
   * @param exitCode the client's: the command's own, or 255, which says either that the connection
   *     failed or that the command ended with it
   * @param status the command's own; empty when it is not known to have ended
   * @param begun whether the account's shell let it begin
   * @param root whether it became root, if it was to
   * @param said the last lines that were no answers, redacted
   * @param cause why it did not begin, or that the connection broke off
   * @param answer what the machine said to the login once it had accepted the key
   */
  public record Reply(
      int exitCode,
      OptionalInt status,
      boolean begun,
      boolean root,
      List<String> said,
      AttemptCause cause,
      List<String> answer) {

    /** Whether the login failed, or the connection broke off before the command ended. */
    public boolean isLost() {
      return status.isEmpty();
    }
  }

  /** Names that are not found and slow account services are waited for, dripping daemons not. */
  private static final Duration LOGIN = Duration.ofSeconds(60);

  private final CommandRunner commands;
  private final OperationContext context;
  private final SshCommandLine commandLine;
  private final HostKeys hostKeys;
  private final Redactor redactor;
  private final Duration loginLimit;

  /** A connection for one operation; nothing happens before the first command. */
  public SshConnection(
      AdapterContext adapters, OperationContext context, Login login, HostKeys hostKeys) {
    this(adapters, context, login, hostKeys, LOGIN);
  }

  /** The same with another limit for the login. */
  SshConnection(
      AdapterContext adapters,
      OperationContext context,
      Login login,
      HostKeys hostKeys,
      Duration loginLimit) {
    this.loginLimit = loginLimit;
    this.commands = adapters.commands();
    this.context = context;
    this.hostKeys = hostKeys;
    this.redactor = Redactor.of(context.secrets());
    this.commandLine =
        new SshCommandLine(
            login,
            context.folders().knownHosts(),
            adapters.workingDirectory(),
            adapters.variables());
  }

  /**
   * Runs a command and hears its answers as they come.
   *
   * @param remote its secrets go to {@code stdin}
   * @return on the left why the client did not end by itself
   */
  public Either<RunFailure, Reply> run(
      RemoteCommand remote,
      Stdin stdin,
      Duration limit,
      Sharing sharing,
      Consumer<RemoteEvent> answers) {
    return run(remote, stdin, limit, sharing, answers, context.cancellation());
  }

  /**
   * The same with a wish to stop of its own, for what has to be done after somebody asked to stop.
   */
  public Either<RunFailure, Reply> run(
      RemoteCommand remote,
      Stdin stdin,
      Duration limit,
      Sharing sharing,
      Consumer<RemoteEvent> answers,
      Cancellation cancellation) {
    return exchange(
        remote,
        stdin,
        limit,
        sharing,
        line -> {
          Optional<RemoteEvent> event = RemoteEvent.parse(line);
          event.map(each -> each.redacted(redactor)).ifPresent(answers);
          return event.isPresent();
        },
        cancellation);
  }

  /**
   * The same for answers in another form: {@code answers} takes lines of the standard output that
   * are its own, and leaves the others.
   */
  public Either<RunFailure, Reply> exchange(
      RemoteCommand remote,
      Stdin stdin,
      Duration limit,
      Sharing sharing,
      Predicate<String> answers,
      Cancellation cancellation) {
    try (LoginTimeout timeout = new LoginTimeout(loginLimit, cancellation)) {
      Listener listener = new Listener(remote, answers, timeout);
      Either<RunFailure, Reply> reply =
          commands
              .run(
                  commandLine.run(remote.line(listener.frame), hostKeys, socket(sharing), limit),
                  stdin,
                  listener,
                  timeout.stop())
              .map(result -> listener.reply(result.exitCode()));
      return timeout.isOver() ? Either.right(listener.stalled()) : reply;
    }
  }

  /**
   * Where the connection is shared. A socket that an earlier operation left is removed first: its
   * connection may lead to a machine that was switched off, or to another one.
   */
  private Optional<Path> socket(Sharing sharing) {
    Path socket = context.folders().controlSocket();
    if (!SshCommandLine.fits(socket)) {
      return Optional.empty();
    }
    Path opener = socket.resolveSibling(socket.getFileName() + ".operation");
    try {
      boolean open =
          Files.exists(opener) && Files.readString(opener).equals(context.operation().value());
      if (open) {
        return Optional.of(socket);
      }
      if (sharing == Sharing.JOINS) {
        return Optional.empty();
      }
      Files.deleteIfExists(socket);
      Files.writeString(opener, context.operation().value());
      context.finalizers().atEnd(() -> close(socket, opener));
      return Optional.of(socket);
    } catch (IOException unshared) {
      // Sharing saves time and nothing else.
      return Optional.empty();
    }
  }

  private void close(Path socket, Path opener) {
    if (Files.exists(socket)) {
      commands.run(
          commandLine.close(socket), Stdin.closed(), LineListener.silent(), Cancellation.create());
    }
    try {
      // The other end removes it a moment after it has answered; where nobody answers, nobody
      // would.
      Files.deleteIfExists(socket);
      Files.deleteIfExists(opener);
    } catch (IOException left) {
      // The next operation removes it before it opens a connection of its own.
    }
  }

  /** Tells answers from everything else that arrives. */
  private final class Listener implements LineListener {

    private final RemoteCommand remote;
    private final Predicate<String> answers;
    private final RemoteFrame frame = new RemoteFrame();
    private final ClientRecord client = new ClientRecord();
    private final LoginTimeout timeout;
    private boolean answered;

    Listener(RemoteCommand remote, Predicate<String> answers, LoginTimeout timeout) {
      this.remote = remote;
      this.answers = answers;
      this.timeout = timeout;
    }

    @Override
    public void line(Stream stream, String line) {
      boolean taken = stream == Stream.OUTPUT && (frame.takes(line) || takes(line));
      if (taken) {
        timeout.loggedIn();
      } else {
        client.hear(redactor.line(line));
      }
    }

    private boolean takes(String line) {
      boolean taken = answers.test(line);
      answered |= taken;
      return taken;
    }

    Reply reply(int exitCode) {
      boolean begun = frame.isBegun() || answered;
      return new Reply(
          exitCode,
          status(exitCode),
          begun,
          frame.isRoot() || answered || remote.script().isEmpty(),
          client.said(),
          begun ? AttemptCause.LOST : SshDiagnosis.of(client, exitCode),
          client.answer());
    }

    /** The login did not come to an end in time. */
    Reply stalled() {
      return new Reply(
          SshDiagnosis.CONNECTION_FAILED,
          OptionalInt.empty(),
          false,
          false,
          client.said(),
          AttemptCause.STALLED,
          client.answer());
    }

    /** A command that never began has no status of its own, whatever the client ends with. */
    private OptionalInt status(int exitCode) {
      if (frame.status().isPresent() || !answered || SshDiagnosis.isConnectionLost(exitCode)) {
        return frame.status();
      }
      return OptionalInt.of(exitCode);
    }
  }
}
