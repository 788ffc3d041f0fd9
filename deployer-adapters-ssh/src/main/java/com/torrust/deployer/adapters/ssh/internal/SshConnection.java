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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
   * What became of a command that ran.
   *
   * @param exitCode its own, or 255 when the connection failed
   * @param said the last lines that were no answers, redacted
   */
  public record Reply(int exitCode, List<String> said) {}

  private static final int KEPT_LINES = 40;

  private final CommandRunner commands;
  private final OperationContext context;
  private final SshCommandLine commandLine;
  private final HostKeys hostKeys;
  private final Redactor redactor;

  /** A connection for one operation; nothing happens before the first command. */
  public SshConnection(
      AdapterContext adapters, OperationContext context, Login login, HostKeys hostKeys) {
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
   * @param remote without secrets; they go to {@code stdin}
   * @return on the left why the client did not end by itself
   */
  public Either<RunFailure, Reply> run(
      String remote, Stdin stdin, Duration limit, Sharing sharing, Consumer<RemoteEvent> answers) {
    return run(remote, stdin, limit, sharing, answers, context.cancellation());
  }

  /**
   * The same with a wish to stop of its own, for what has to be done after somebody asked to stop.
   */
  public Either<RunFailure, Reply> run(
      String remote,
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
      String remote,
      Stdin stdin,
      Duration limit,
      Sharing sharing,
      Predicate<String> answers,
      Cancellation cancellation) {
    Listener listener = new Listener(answers);
    return commands
        .run(
            commandLine.run(remote, hostKeys, socket(sharing), limit),
            stdin,
            listener,
            cancellation)
        .map(result -> new Reply(result.exitCode(), List.copyOf(listener.said)));
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

    private final Predicate<String> answers;
    private final Deque<String> said = new ArrayDeque<>();

    Listener(Predicate<String> answers) {
      this.answers = answers;
    }

    @Override
    public void line(Stream stream, String line) {
      boolean answered = stream == Stream.OUTPUT && answers.test(line);
      if (!answered && !line.isBlank()) {
        if (said.size() == KEPT_LINES) {
          said.removeFirst();
        }
        said.addLast(redactor.redact(line.strip()));
      }
    }
  }
}
