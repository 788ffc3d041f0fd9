package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that greets on a real port, and a client that plays what OpenSSH was seen to do. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SshMachineAccessTest {

  private static final String HELLO =
      "{\"event\":\"hello\",\"protocol\":\"1\",\"command\":\"reach\"}";
  private static final String FINISHED = "{\"event\":\"finished\",\"command\":\"reach\"}";

  @TempDir Path folder;
  private ServerSocket server;
  private int port;
  private final AtomicInteger knocks = new AtomicInteger();
  private final ScriptedCommandRunner client = new ScriptedCommandRunner();
  private Bench bench;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = server.getLocalPort();
    ServerSocket first = server;
    Thread daemon = new Thread(() -> greetAt(first));
    daemon.setDaemon(true);
    daemon.start();
    bench = Bench.in(folder, client, Map.of("PATH", "/usr/bin"));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void greetAt(ServerSocket listening) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        knocks.incrementAndGet();
        socket.getOutputStream().write("SSH-2.0-Test\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Calls of the client, without those of the programs that look at the key. */
  private List<ScriptedCommandRunner.Call> logins() {
    return client.calls().stream().filter(call -> call.command().program().equals("ssh")).toList();
  }

  private List<String> lines() {
    return logins().stream().map(call -> call.command().display()).toList();
  }

  private Either<DeployError, Machine> reach(Readiness readiness, HostKey... pinned) {
    return bench
        .access()
        .reach(
            Bench.machine("127.0.0.1", port, pinned),
            bench.credentials(),
            readiness,
            bench.context());
  }

  private DeployError failure(Readiness readiness) {
    return reach(readiness)
        .swap()
        .getOrElseThrow(machine -> new AssertionError("reached " + machine));
  }

  /** A client that does these things, one for each call, the last one for ever. */
  private void plays(ScriptedCommandRunner.Script... scripts) {
    AtomicInteger call = new AtomicInteger();
    client.on(
        command -> command.program().equals("ssh") && !command.arguments().contains("-O"),
        (made, listener, cancellation) ->
            scripts[Math.min(call.getAndIncrement(), scripts.length - 1)].play(
                made, listener, cancellation));
    client.on(command -> command.arguments().contains("-O"), ScriptedCommandRunner.printing(0));
  }

  /** The client complains and ends with 255. */
  private static ScriptedCommandRunner.Script complaining(String... lines) {
    return (call, listener, cancellation) -> {
      for (String line : lines) {
        listener.line(LineListener.Stream.ERROR, line);
      }
      return Either.right(new CommandResult(255, "", List.of(lines), Duration.ofMillis(1)));
    };
  }

  /** The client pins what it is shown and lets us in, as at first contact. */
  private ScriptedCommandRunner.Script lettingIn(String... answers) {
    return (call, listener, cancellation) -> {
      try {
        Files.writeString(
            bench.folders().knownHosts(),
            "[127.0.0.1]:" + server.getLocalPort() + " " + Bench.HOST_KEY.line() + "\n");
        Files.writeString(bench.folders().controlSocket(), "");
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
      return ScriptedCommandRunner.printing(0, answers).play(call, listener, cancellation);
    };
  }

  @Test
  void pinsTheKeyOfTheFirstContact() {
    plays(lettingIn(HELLO, FINISHED));
    assertEquals(List.of(Bench.HOST_KEY), reach(Readiness.REACHABLE).get().hostKeys());
    assertTrue(lines().get(0).contains("StrictHostKeyChecking=accept-new"));
  }

  @Test
  void acceptsNothingButThePinnedKeyAfterwards() throws IOException {
    plays(lettingIn(HELLO, FINISHED));
    assertTrue(reach(Readiness.REACHABLE, Bench.HOST_KEY).isRight());
    assertTrue(lines().get(0).contains("StrictHostKeyChecking=yes"));
  }

  @Test
  void writesThePinnedKeysBeforeTheClientIsStarted() {
    plays(
        (call, listener, cancellation) -> {
          try {
            assertEquals(
                "[127.0.0.1]:" + server.getLocalPort() + " " + Bench.HOST_KEY.line() + "\n",
                Files.readString(bench.folders().knownHosts()));
          } catch (IOException failure) {
            throw new IllegalStateException(failure);
          }
          return ScriptedCommandRunner.printing(0, HELLO, FINISHED)
              .play(call, listener, cancellation);
        });
    assertTrue(reach(Readiness.REACHABLE, Bench.HOST_KEY).isRight());
  }

  @Test
  void startsOneClientAndEndsItsConnectionWithTheOperation() {
    plays(lettingIn(HELLO, FINISHED));
    reach(Readiness.REACHABLE);
    assertEquals(1, logins().size());
    bench.end();
    assertEquals(2, logins().size());
    assertTrue(lines().get(1).contains("-O exit"), lines().get(1));
  }

  @Test
  void startsNoClientWhileNothingListens() throws IOException {
    // Bound, so that nobody else listens there meanwhile.
    try (Socket closed = new Socket()) {
      closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      port = closed.getLocalPort();
      bench.timeouts(Bench.hurried());
      DeployError error = failure(Readiness.BOOTED);
      assertEquals("ssh.refused", error.code().value());
      assertEquals(ErrorKind.CONNECTIVITY, error.kind());
      assertEquals(List.of(), logins());
    }
  }

  @Test
  void doesNotKnockWhereNothingBoots() {
    plays(lettingIn(HELLO, FINISHED));
    assertTrue(reach(Readiness.REACHABLE).isRight());
    assertEquals(0, knocks.get());
  }

  @Test
  void tellsABanFromAnyOtherClosedConnection() throws IOException {
    server.close();
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    port = server.getLocalPort();
    Thread banning =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                socket
                    .getOutputStream()
                    .write("Not allowed at this time\r\n".getBytes(StandardCharsets.US_ASCII));
              } catch (IOException closed) {
                throw new IllegalStateException(closed);
              }
            });
    banning.setDaemon(true);
    banning.start();
    plays(complaining("kex_exchange_identification: Connection closed by remote host"));
    assertEquals("ssh.banned", failure(Readiness.REACHABLE).code().value());
  }

  @Test
  void waitsForTheDaemonOfABootingMachineWithoutStartingAnything() throws Exception {
    server.close();
    plays(lettingIn(HELLO, FINISHED));
    Thread booting =
        new Thread(
            () -> {
              while (bench.progress().lines().stream()
                  .noneMatch(line -> line.contains("ssh.refused"))) {
                Thread.onSpinWait();
              }
              try {
                server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                greetAt(server);
              } catch (IOException failure) {
                throw new IllegalStateException(failure);
              }
            });
    booting.setDaemon(true);
    booting.start();
    assertTrue(
        bench
            .access()
            .reach(
                Bench.machine("127.0.0.1", port),
                bench.credentials(),
                Readiness.BOOTED,
                bench.context())
            .isRight());
    assertEquals(1, logins().size());
  }

  @Test
  void triesARejectedKeyAgainWhileTheMachineBootsAndSaysSoAtOnce() {
    plays(
        complaining("torrust@127.0.0.1: Permission denied (publickey)."),
        lettingIn(HELLO, FINISHED));
    assertTrue(reach(Readiness.BOOTED).isRight());
    assertEquals(2, logins().size());
    assertEquals(1, knocks.get(), "a daemon that answered is not knocked at again");
    assertTrue(
        bench.progress().lines().stream()
            .anyMatch(line -> line.startsWith("retry ssh.connect 1 ssh.auth_rejected")),
        bench.progress().lines()::toString);
  }

  @Test
  void tellsARejectedKeyAtOnceWhereNothingBoots() {
    plays(complaining("torrust@127.0.0.1: Permission denied (publickey)."));
    DeployError error = failure(Readiness.REACHABLE);
    assertEquals("ssh.auth_rejected", error.code().value());
    assertEquals("torrust", error.facts().get("user"));
    assertEquals(1, logins().size());
  }

  @Test
  void givesUpAtTheTimeoutAndCountsEveryCause() {
    bench.timeouts(Bench.hurried());
    plays(complaining("ssh: connect to host 127.0.0.1 port 22: Connection refused"));
    DeployError error = failure(Readiness.BOOTED);
    assertEquals("ssh.refused", error.code().value());
    int attempts = Integer.parseInt(error.facts().get("attempts"));
    assertTrue(attempts > 1);
    assertEquals("refused x" + attempts, error.facts().get("causes_seen"));
  }

  @Test
  void stopsAtAChangedKeyHoweverMuchTimeIsLeft() {
    plays(
        complaining(
            "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @",
            "The fingerprint for the ED25519 key sent by the remote host is",
            "SHA256:x1jd9dH0cZQv3xYpFJt3dFqQBjqMaLQ6XxyWqEsoAFE.",
            "Host key verification failed."));
    DeployError error =
        reach(Readiness.BOOTED, Bench.HOST_KEY)
            .swap()
            .getOrElseThrow(machine -> new AssertionError("reached"));
    assertEquals("ssh.host_key_changed", error.code().value());
    assertEquals("SHA256:x1jd9dH0cZQv3xYpFJt3dFqQBjqMaLQ6XxyWqEsoAFE", error.facts().get("actual"));
    assertEquals(Bench.HOST_KEY.fingerprint(), error.facts().get("expected"));
    assertEquals(1, logins().size());
  }

  @Test
  void looksAtTheKeyBeforeItKnocks() throws IOException {
    Files.setPosixFilePermissions(bench.privateKey(), PosixFilePermissions.fromString("rw-r--r--"));
    DeployError error = failure(Readiness.BOOTED);
    assertEquals("ssh.key_permissions", error.code().value());
    assertEquals(ErrorKind.PREREQUISITE, error.kind());
    assertEquals(0, knocks.get());
  }

  @Test
  void passesOnWhatTheMachineSaysAboutItself() {
    plays(
        lettingIn(
            HELLO,
            "{\"event\":\"warning\",\"code\":\"cloudinit.degraded\",\"message\":\"ended with"
                + " warnings\"}",
            "{\"event\":\"facts\",\"system\":\"Debian\",\"architecture\":\"x86_64\",\"free_mib\":\"9000\"}",
            FINISHED));
    assertTrue(reach(Readiness.BOOTED).isRight());
    assertTrue(bench.progress().lines().contains("warn cloudinit.degraded ended with warnings"));
    assertTrue(bench.progress().lines().contains("line machine Debian, x86_64, 9000 MiB free"));
  }

  @Test
  void doesNotTakeAMachineWhoseCloudInitFailed() {
    plays(
        lettingIn(
            HELLO,
            "{\"event\":\"failed\",\"code\":\"cloudinit.failed\",\"message\":\"cloud-init failed:"
                + " x\"}"));
    assertEquals("cloudinit.failed", failure(Readiness.BOOTED).code().value());
  }

  @Test
  void goesOnWaitingWhenTheMachineRestartsWhileItBoots() {
    plays(
        (call, listener, cancellation) -> {
          listener.line(LineListener.Stream.OUTPUT, HELLO);
          return complaining("client_loop: send disconnect: Broken pipe")
              .play(call, listener, cancellation);
        },
        lettingIn(HELLO, FINISHED));
    assertTrue(reach(Readiness.BOOTED).isRight());
    assertTrue(
        bench.progress().lines().stream().anyMatch(line -> line.contains("ssh.connection_lost")));
  }

  @Test
  void explainsAccountsThatMayNotBecomeRootOrMustNotBeUsed() {
    plays(
        lettingIn(
            HELLO,
            "{\"event\":\"failed\",\"code\":\"ssh.no_sudo\",\"message\":\"sudo: a password is"
                + " required\"}"));
    DeployError error = failure(Readiness.REACHABLE);
    assertEquals("ssh.no_sudo", error.code().value());
    assertTrue(error.remedies().toString().contains("NOPASSWD"), error::toString);
  }

  @Test
  void explainsAnAccountThatMustNotBeUsed() {
    plays(
        ScriptedCommandRunner.printing(
            142, "Please login as the user \"ubuntu\" rather than the user \"root\"."));
    assertEquals("ssh.wrong_user", failure(Readiness.REACHABLE).code().value());
  }

  @Test
  void explainsAMissingClient() {
    DeployError error = failure(Readiness.BOOTED);
    assertEquals("tool.missing", error.code().value());
    assertEquals("ssh", error.facts().get("tool"));
  }

  @Test
  void stopsWhenSomebodyAsksToStop() {
    plays(
        (call, listener, cancellation) -> {
          bench.cancellation().request("Ctrl-C");
          return Either.left(new RunFailure.Cancelled("Ctrl-C", List.of()));
        });
    DeployError error = failure(Readiness.BOOTED);
    assertEquals("operation.cancelled", error.code().value());
    assertEquals(ErrorKind.CANCELLED, error.kind());
  }

  @Test
  void endsAPauseWhenSomebodyAsksToStop() {
    Cancellation cancellation = bench.cancellation();
    plays(
        (call, listener, ignored) -> {
          new Thread(() -> cancellation.request("Ctrl-C")).start();
          return complaining("Connection closed by 127.0.0.1 port 22")
              .play(call, listener, ignored);
        });
    assertEquals("operation.cancelled", failure(Readiness.BOOTED).code().value());
  }

  @Test
  void removesASocketThatAnEarlierOperationLeft() throws IOException {
    Files.writeString(bench.folders().controlSocket(), "stale");
    plays(
        (call, listener, cancellation) -> {
          assertFalse(Files.exists(bench.folders().controlSocket()));
          return lettingIn(HELLO, FINISHED).play(call, listener, cancellation);
        });
    assertTrue(reach(Readiness.REACHABLE).isRight());
  }

  @Test
  void keepsTheSocketOfItsOwnOperation() throws IOException {
    plays(
        lettingIn(HELLO, FINISHED),
        (call, listener, cancellation) -> {
          assertTrue(Files.exists(bench.folders().controlSocket()));
          return lettingIn(HELLO, FINISHED).play(call, listener, cancellation);
        });
    assertTrue(reach(Readiness.REACHABLE).isRight());
    assertTrue(reach(Readiness.REACHABLE, Bench.HOST_KEY).isRight());
  }

  @Test
  void forgetsThePinnedKeys() {
    plays(lettingIn(HELLO, FINISHED));
    reach(Readiness.REACHABLE);
    bench.access().forget(bench.context()).get();
    assertFalse(Files.exists(bench.folders().knownHosts()));
  }
}
