package com.torrust.deployer.adapters.ssh.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.ssh.internal.SshCommandLine.HostKeys;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Reply;
import com.torrust.deployer.adapters.ssh.internal.SshConnection.Sharing;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.LineListener.Stream;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.Stdin;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.RecordingProgress;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that let a login begin and then decide how long it takes. */
class SshConnectionTest {

  private static final Pattern MARKER = Pattern.compile("torrust-[0-9a-f]{32}");
  private static final Duration SOON = Duration.ofMillis(100);

  /** So long a client waits that nobody stops. */
  private static final Duration HANGING = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final ScriptedCommandRunner client = new ScriptedCommandRunner();
  private final Cancellation cancellation = Cancellation.create();

  private Either<RunFailure, Reply> run(Duration loginLimit) {
    return new SshConnection(
            ImmutableAdapterContext.builder()
                .workingDirectory(folder)
                .variables(Map.of())
                .commands(client)
                .clock(InstantSource.system())
                .templates(Optional.empty())
                .build(),
            context(),
            Login.of(Samples.machine(Samples.name("demo")), Samples.sshCredentials()),
            HostKeys.PINNED,
            loginLimit)
        .run(
            RemoteCommand.asAccount("true"),
            Stdin.closed(),
            Duration.ofHours(1),
            Sharing.JOINS,
            event -> {});
  }

  private OperationContext context() {
    return ImmutableOperationContext.builder()
        .environment(Samples.name("demo"))
        .operation(new OperationId("test-1"))
        .progress(new RecordingProgress())
        .cancellation(cancellation)
        .timeouts(Timeouts.standard())
        .folders(new EnvironmentFolders(folder, folder, folder, folder))
        .secrets(Set.of())
        .finalizers(new Finalizers())
        .build();
  }

  private static Either<RunFailure, CommandResult> hang(Cancellation stop) {
    return stop.pause(HANGING)
        ? Either.left(new RunFailure.TimedOut(HANGING, false, List.of()))
        : Either.left(new RunFailure.Cancelled(stop.reason().orElseThrow(), List.of()));
  }

  @Test
  void aLoginThatIsDrawnOutEndsAtItsOwnLimitAndNotAtThatOfTheCommand() {
    client.on(
        command -> true,
        (call, listener, stop) -> {
          listener.line(Stream.ERROR, "debug1: SSH2_MSG_KEXINIT sent");
          return hang(stop);
        });

    Reply reply = run(SOON).get();

    assertTrue(reply.isLost());
    assertFalse(reply.begun());
    assertEquals(AttemptCause.STALLED, reply.cause());
    assertEquals("ssh.login_stalled", reply.cause().code().value());
    assertFalse(cancellation.isRequested(), "nobody asked the operation to stop");
  }

  @Test
  void aCommandThatHasBegunIsNotHeldToTheLimitOfTheLogin() {
    client.on(
        command -> true,
        (call, listener, stop) -> {
          Matcher marker = MARKER.matcher(String.join(" ", call.command().arguments()));
          assertTrue(marker.find());
          listener.line(Stream.OUTPUT, marker.group() + " begun");
          boolean left = stop.pause(SOON.multipliedBy(4));
          listener.line(Stream.OUTPUT, marker.group() + " ended 0");
          return left
              ? Either.right(new CommandResult(0, "", List.of(), SOON))
              : Either.left(new RunFailure.Cancelled("it was not left alone", List.of()));
        });

    Reply reply = run(SOON).get();

    assertEquals(0, reply.status().orElseThrow());
  }

  @Test
  void theWishToStopReachesTheClientWhileItLogsIn() {
    client.on(
        command -> true,
        (call, listener, stop) -> {
          cancellation.request("interrupted");
          return hang(stop);
        });

    assertEquals(
        new RunFailure.Cancelled("interrupted", List.of()), run(Duration.ofMinutes(5)).getLeft());
  }
}
