package com.torrust.deployer.adapters.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.ssh.internal.ReleaseArchive;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.InstallReport;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.release.StackStatus;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner.Script;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that plays what the stack's script was seen to answer. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SshStackOperatorTest {

  private static final Machine MACHINE = Bench.machine("192.0.2.10", 22, Bench.HOST_KEY);
  private static final ReleaseBundle BUNDLE =
      ImmutableReleaseBundle.builder()
          .addFiles(
              new HostFile(
                  "/opt/torrust/.env", "TOKEN='s3cr3t token'\n", HostOwner.DEPLOY_USER, "0600"))
          .putImages("tracker", "torrust/tracker:3.0.0")
          .build();

  @TempDir Path folder;
  private final ScriptedCommandRunner client = new ScriptedCommandRunner();
  private Bench bench;

  @BeforeEach
  void lay() {
    bench = Bench.in(folder, client, Map.of("PATH", "/usr/bin")).secrets("s3cr3t token");
  }

  private static String hello(String command) {
    return "{\"event\":\"hello\",\"protocol\":\"1\",\"command\":\"" + command + "\"}";
  }

  private static String finished(String command) {
    return "{\"event\":\"finished\",\"command\":\""
        + command
        + "\",\"release\":\""
        + BUNDLE.id()
        + "\"}";
  }

  private static String failed(String code, String more) {
    return "{\"event\":\"failed\",\"code\":\""
        + code
        + "\",\"message\":\"something went wrong\""
        + more
        + "}";
  }

  private void plays(Script... scripts) {
    AtomicInteger call = new AtomicInteger();
    client.on(
        command -> true,
        (made, listener, cancellation) ->
            scripts[Math.min(call.getAndIncrement(), scripts.length - 1)].play(
                made, listener, cancellation));
  }

  private static Script ending(int status, String... lines) {
    return ScriptedCommandRunner.printing(status, lines);
  }

  private static Script breakingOff(String... lines) {
    return (call, listener, cancellation) -> {
      for (String line : lines) {
        listener.line(LineListener.Stream.OUTPUT, line);
      }
      listener.line(LineListener.Stream.ERROR, "client_loop: send disconnect: Broken pipe");
      return Either.right(new CommandResult(255, "", List.of(), Duration.ofMillis(1)));
    };
  }

  private static Script complaining(int status, String line) {
    return (call, listener, cancellation) -> {
      listener.line(LineListener.Stream.ERROR, line);
      return Either.right(new CommandResult(status, "", List.of(line), Duration.ofMillis(1)));
    };
  }

  private Either<DeployError, InstallReport> install() {
    return bench
        .operator()
        .install(MACHINE, bench.credentials(), BUNDLE, Releases.claim("demo"), bench.context());
  }

  private Either<DeployError, StackStatus> start() {
    return bench.operator().start(MACHINE, bench.credentials(), BUNDLE.id(), bench.context());
  }

  private DeployError startFailure() {
    return start().swap().getOrElseThrow(status -> new AssertionError("started: " + status));
  }

  private String remote(int call) {
    List<String> arguments = client.calls().get(call).command().arguments();
    return arguments.get(arguments.size() - 1);
  }

  @Test
  void sendsTheWholeReleaseOnStandardInput() {
    plays(
        ending(
            0,
            hello("install"),
            "{\"event\":\"changed\",\"path\":\"/opt/torrust/.env\"}",
            finished("install")));
    assertEquals(new InstallReport(BUNDLE.id(), List.of("/opt/torrust/.env")), install().get());
    assertEquals(1, client.calls().size());
    assertArrayEquals(ReleaseArchive.of(BUNDLE), client.calls().get(0).stdin().bytes());
  }

  @Test
  void shakesHandsOnlyWithThePinnedKey() {
    plays(ending(0, hello("start"), finished("start")));
    start();
    assertTrue(client.lines().get(0).contains("StrictHostKeyChecking=yes"));
  }

  @Test
  void putsNoSecretIntoAnyArgument() {
    plays(ending(0, hello("install"), finished("install")));
    install();
    start();
    bench.operator().inspect(MACHINE, bench.credentials(), bench.context());
    bench.operator().stop(MACHINE, bench.credentials(), bench.context());
    for (ScriptedCommandRunner.Call call : client.calls()) {
      Command command = call.command();
      assertFalse(command.display().contains("s3cr3t"), command::display);
      assertFalse(command.environment().toString().contains("s3cr3t"), command::display);
    }
  }

  @Test
  void startsWhatItInstalledAndSaysForHowLongItWaits() {
    bench.timeouts(
        ImmutableTimeouts.builder().start(Duration.ofSeconds(77)).lock(Duration.ofSeconds(5)));
    plays(ending(0, hello("start"), finished("start")));
    start();
    String remote = remote(0);
    assertTrue(remote.contains("'start' '--operation' 'test-1' '--owner'"), remote);
    assertTrue(
        remote.contains("'--wait' '5' '--limit' '77' '--release' '" + BUNDLE.id() + "'"), remote);
    assertTrue(client.calls().get(0).command().limit().compareTo(Duration.ofSeconds(77)) > 0);
  }

  @Test
  void toldWhatRunsAndHowItAnswers() {
    plays(
        ending(
            0,
            hello("start"),
            "{\"event\":\"health\",\"service\":\"tracker\",\"from\":\"starting\",\"to\":\"healthy\"}",
            "{\"event\":\"check\",\"id\":\"http_api.token\",\"subject\":\"API\",\"status\":\"pass\",\"detail\":\"answered"
                + " 200\",\"millis\":\"20\"}",
            "{\"event\":\"service\",\"service\":\"tracker\",\"state\":\"running\",\"health\":\"healthy\",\"restarts\":\"0\",\"image\":\"torrust/tracker:3.0.0\",\"exit_code\":\"0\"}",
            finished("start")));
    assertEquals(
        new StackStatus(
            Optional.of(BUNDLE.id()),
            List.of(
                new ServiceStatus(
                    "tracker", "running", Optional.of("healthy"), 0, "torrust/tracker:3.0.0")),
            List.of(
                new CheckResult(
                    "http_api.token",
                    "API",
                    CheckResult.Status.PASS,
                    "answered 200",
                    Duration.ofMillis(20)))),
        start().get());
    assertTrue(bench.progress().lines().contains("health tracker starting healthy"));
  }

  @Test
  void explainsAnUnhealthyServiceWithItsLastWordsAndWithoutSecrets() {
    plays(
        ending(
            1,
            hello("start"),
            "{\"event\":\"log\",\"source\":\"tracker\",\"line\":\"token is s3cr3t token\"}",
            failed(
                "stack.unhealthy",
                ",\"service\":\"tracker\",\"state\":\"running\",\"last_answer\":\"no s3cr3t"
                    + " token\"")));
    DeployError error = startFailure();
    assertEquals("stack.unhealthy", error.code().value());
    assertEquals(ErrorKind.HEALTH, error.kind());
    assertEquals("tracker", error.facts().get("service"));
    assertEquals(List.of("tracker: token is [redacted]"), error.outputTail());
    assertEquals(List.of("last answer: no [redacted]"), error.causes());
    assertTrue(error.remedies().toString().contains("stack logs tracker"), error::toString);
  }

  @Test
  void classesEveryFailureThatTheScriptKnows() {
    Map<String, ErrorKind> kinds =
        Map.of(
            "stack.crash_looping", ErrorKind.HEALTH,
            "stack.timeout", ErrorKind.TIMEOUT,
            "stack.image_missing", ErrorKind.REMOTE,
            "stack.port_in_use", ErrorKind.REMOTE,
            "remote.docker_missing", ErrorKind.REMOTE,
            "remote.disk_full", ErrorKind.REMOTE,
            "machine.locked", ErrorKind.LOCK,
            "operation.cancelled", ErrorKind.CANCELLED);
    kinds.forEach(
        (code, kind) -> {
          ScriptedCommandRunner once =
              new ScriptedCommandRunner()
                  .on(command -> true, ending(1, hello("start"), failed(code, "")));
          Bench fresh = Bench.in(folder, once, Map.of());
          DeployError error =
              fresh
                  .operator()
                  .start(MACHINE, fresh.credentials(), BUNDLE.id(), fresh.context())
                  .getLeft();
          assertEquals(code, error.code().value());
          assertEquals(kind, error.kind(), code);
          assertFalse(error.remedies().isEmpty(), code);
        });
  }

  @Test
  void namesWhoHasTheMachine() {
    plays(
        ending(
            1,
            hello("start"),
            failed(
                "machine.locked",
                ",\"command\":\"start\",\"owner\":\"bob@desk\",\"since\":\"2026-01-01T00:00:00Z\"")));
    assertEquals("bob@desk", startFailure().facts().get("holder"));
  }

  @Test
  void findsItsWorkAgainWhenTheConnectionBreaksOff() {
    plays(
        breakingOff(hello("start")),
        ending(
            0,
            hello("start"),
            "{\"event\":\"joined\",\"operation\":\"test-1\",\"owner\":\"alice@desk\"}",
            finished("start")));
    assertTrue(start().isRight());
    assertEquals(2, client.calls().size());
    assertTrue(
        bench.progress().lines().stream()
            .anyMatch(line -> line.startsWith("retry ssh.reconnect 1")));
  }

  @Test
  void asksForTheAnswerThatItsWorkGaveWithoutAConnection() {
    plays(
        breakingOff(hello("start")),
        ending(
            0,
            hello("start"),
            "{\"event\":\"joined\",\"operation\":\"test-1\",\"outcome\":\"ended\"}",
            finished("start")));
    assertTrue(start().isRight());
    assertFalse(remote(0).contains("--attempt"), remote(0));
    assertTrue(remote(1).contains("'--attempt' '2'"), remote(1));
    assertTrue(
        bench.progress().lines().stream().anyMatch(line -> line.contains("has ended")),
        bench.progress().lines()::toString);
  }

  @Test
  void doesNotReconnectWhatNeverStood() {
    plays(complaining(255, "ssh: connect to host 192.0.2.10 port 22: Connection refused"));
    assertEquals("ssh.refused", startFailure().code().value());
    assertEquals(1, client.calls().size());
  }

  @Test
  void takesAFailureOfWhatItJoinedForNoneOfItsOwn() {
    plays(
        ending(
            0,
            hello("start"),
            "{\"event\":\"joined\",\"operation\":\"other\",\"owner\":\"bob@desk\"}",
            failed("stack.unhealthy", ""),
            finished("start")));
    assertTrue(start().isRight());
  }

  @Test
  void endsTheWorkOverThereWhenSomebodyAsksToStop() {
    plays(
        ScriptedCommandRunner.failing(new RunFailure.Cancelled("Ctrl-C", List.of())),
        ending(0, hello("abort"), "{\"event\":\"finished\",\"command\":\"abort\"}"));
    DeployError error = startFailure();
    assertEquals("operation.cancelled", error.code().value());
    assertEquals(List.of(), error.sideEffects());
    assertTrue(remote(1).contains("'abort' '--operation' 'test-1'"), remote(1));
  }

  @Test
  void saysWhenWorkMayStillGoOnOverThere() {
    plays(
        ScriptedCommandRunner.failing(
            new RunFailure.TimedOut(Duration.ofMinutes(15), false, List.of())),
        complaining(255, "ssh: connect to host 192.0.2.10 port 22: Connection timed out"));
    DeployError error = startFailure();
    assertEquals(ErrorKind.TIMEOUT, error.kind());
    assertEquals(1, error.sideEffects().size());
  }

  @Test
  void tellsForWhomItInstalls() {
    plays(ending(0, hello("install"), finished("install")));
    install();
    String line = remote(0);
    assertTrue(line.contains("'--environment' 'demo'"), line);
    assertTrue(line.contains("'--id' 'id-of-the-environment-demo'"), line);
    assertFalse(line.contains("--adopt"), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remote.disk_full",
        "remote.no_inodes",
        "remote.quota_exceeded",
        "remote.read_only",
        "remote.folder_missing",
        "stack.foreign_data",
        "stack.adoption_impossible"
      })
  void saysWhatToDoForEveryCauseThatAReleaseIsRefusedFor(String code) {
    plays(
        ending(
            1,
            hello("install"),
            "{\"event\":\"failed\",\"code\":\""
                + code
                + "\",\"message\":\"m\",\"path\":\"/opt\"}"));
    DeployError error = install().getLeft();
    assertEquals(code, error.code().value());
    assertFalse(error.remedies().isEmpty());
    assertEquals("/opt", error.facts().get("path"));
  }

  @Test
  void saysThatTheAccountCannotBecomeRootWhateverSudoCallsItself() {
    plays(Framed.notRoot(1, "I'm sorry torrust. I'm afraid I can't do that"));
    DeployError error = startFailure();
    assertEquals("ssh.no_sudo", error.code().value());
    assertTrue(error.outputTail().toString().contains("I can't do that"), error::toString);
  }

  @Test
  void blamesNoSudoForWhatRootCouldNotDo() {
    plays(
        Framed.asRoot(
            3,
            "sudo: unable to resolve host box: Name or service not known",
            "mktemp: failed to create directory: Read-only file system"));
    DeployError error = startFailure();
    assertEquals("remote.command_failed", error.code().value());
    assertEquals(2, error.outputTail().size());
  }

  @Test
  void takesThe255OfAProgramForNoLostConnection() {
    plays(Framed.asRoot(255, "docker: something is wrong"));
    DeployError error = startFailure();
    assertEquals("remote.command_failed", error.code().value());
    assertEquals("255", error.facts().get("exit_code"));
    assertEquals(1, client.calls().size());
  }

  @Test
  void saysThatNothingIsInstalled() {
    plays(Framed.asRoot(72));
    DeployError error = startFailure();
    assertEquals("stack.not_installed", error.code().value());
    assertTrue(error.remedies().toString().contains("release"));
  }

  @Test
  void seesNothingAndStopsNothingWhereNothingIsInstalled() {
    plays(Framed.asRoot(72));
    assertEquals(
        new StackStatus(Optional.empty(), List.of(), List.of()),
        bench.operator().inspect(MACHINE, bench.credentials(), bench.context()).get());
    assertEquals(
        Done.DONE, bench.operator().stop(MACHINE, bench.credentials(), bench.context()).get());
  }

  @Test
  void refusesAnswersOfAScriptThatItDoesNotUnderstand() {
    plays(
        ending(
            0,
            "{\"event\":\"hello\",\"protocol\":\"2\",\"command\":\"start\"}",
            finished("start")));
    assertEquals("remote.script_unknown", startFailure().code().value());
  }

  @Test
  void doesNotTakeSilenceForSuccess() {
    plays(ending(0, hello("start")));
    assertEquals("remote.answer_incomplete", startFailure().code().value());
  }

  @Test
  void looksWithoutDisturbingTheConnectionOfAnotherOperation() {
    plays(ending(0, hello("inspect"), finished("inspect")));
    OperationContext look = ImmutableOperationContext.copyOf(bench.context()).withIsLook(true);
    bench.operator().inspect(MACHINE, bench.credentials(), look);
    assertTrue(client.lines().get(0).contains("ControlPath=none"));
    bench.end();
    assertEquals(1, client.calls().size());
  }

  @Test
  void opensTheConnectionOfAnOperationWithTheLookThatItBeginsWith() {
    plays(ending(0, hello("inspect"), finished("inspect")));
    bench.operator().inspect(MACHINE, bench.credentials(), bench.context());
    start();
    assertEquals(
        2,
        client.lines().stream()
            .filter(line -> line.contains("ControlPath=" + bench.folders().controlSocket()))
            .count());
  }

  @Test
  void sharesOneConnectionWithinAnOperation() {
    plays(ending(0, hello("install"), finished("install")));
    install();
    start();
    assertEquals(
        2,
        client.lines().stream()
            .filter(line -> line.contains("ControlPath=" + bench.folders().controlSocket()))
            .count());
  }
}
