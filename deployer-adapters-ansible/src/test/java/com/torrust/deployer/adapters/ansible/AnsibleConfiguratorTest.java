package com.torrust.deployer.adapters.ansible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.MachineConsents;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner.Script;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnsibleConfiguratorTest {

  private static final String START = "\u001e{\"event\": \"start\", \"ansible\": \"2.14.18\"}";
  private static final String BEGIN =
      "\u001e{\"event\": \"begin\", \"name\": \"Install packages\"}";
  private static final String CHANGED =
      "\u001e{\"event\": \"task\", \"name\": \"Install packages\", \"host\":"
          + " \"torrust-tracker-vm\", \"outcome\": \"changed\"}";

  @TempDir Path folder;

  @Test
  void reportsWhatTheRecapCounts() {
    Bench bench =
        bench(ScriptedCommandRunner.printing(0, START, BEGIN, CHANGED, recap(23, 13, 0, 0)));
    assertEquals(Either.right(new Report(23, 13)), bench.configure());
  }

  @Test
  void tellsEveryTaskWhileItHappens() {
    Bench bench =
        bench(
            ScriptedCommandRunner.printing(
                0,
                START,
                BEGIN,
                "\u001e{\"event\": \"retry\", \"name\": \"Install packages\", \"host\":"
                    + " \"torrust-tracker-vm\", \"attempt\": 2, \"message\": \"the lock is held\"}",
                CHANGED,
                "\u001e{\"event\": \"warning\", \"code\": \"configure.firewall_open\", \"message\":"
                    + " \"it is open\"}",
                "[WARNING]: a word of Ansible's own",
                recap(23, 13, 0, 0)));
    bench.configure();
    assertEquals(
        List.of(
            "line ansible Install packages",
            "retry configure.machine 2 Install packages: the lock is held",
            "task Install packages changed",
            "warn configure.firewall_open it is open",
            "line ansible [WARNING]: a word of Ansible's own"),
        bench.progress().lines());
  }

  @Test
  void aTaskThatFailedIsNamedWithItsReason() {
    DeployError error =
        error(
            2,
            START,
            BEGIN,
            failed("Reading lists\\nE: no such package", "\"rc\": 100"),
            recap(9, 2, 1, 0));
    assertEquals("configure.task_failed", error.code().value());
    assertEquals(ErrorKind.REMOTE, error.kind());
    assertEquals(
        "task 'Install packages' failed: Reading lists; E: no such package", error.message());
    assertEquals("Install packages", error.facts().get("task"));
    assertEquals("torrust-tracker-vm", error.facts().get("host"));
    assertEquals("Reading lists\nE: no such package", error.facts().get("module_message"));
    assertTrue(error.outputTail().contains("E: no such package"));
  }

  @Test
  void aTaskMayNameItsOwnFailure() {
    assertEquals(
        "configure.unsupported_system",
        error(
                2,
                START,
                failed("Debian 11", "\"code\": \"configure.unsupported_system\""),
                recap(3, 0, 1, 0))
            .code()
            .value());
  }

  @Test
  void whatATaskFoundOutItselfIsTheWholeMessageAndItsAdviceComesFirst() {
    DeployError error =
        error(
            2,
            START,
            failed(
                "Docker may not touch the firewall",
                "\"code\": \"configure.docker_without_firewall\", \"remedies\": [\"restart"
                    + " Docker\"]"),
            recap(3, 0, 1, 0));
    assertEquals("Docker may not touch the firewall", error.message());
    assertEquals(Remedy.advice("restart Docker"), error.remedies().get(0));
  }

  @Test
  void bothEndsOfALongMessageAreShownAndTheWholeOfItIsKept() {
    String first = "dpkg: error processing package acme-agent (--configure):";
    String last = "E: Sub-process /usr/bin/dpkg returned an error code (1)";
    String words = first + "\\n" + "noise and more ".repeat(100) + "\\n" + last;
    DeployError error = error(2, START, BEGIN, failed(words, "\"rc\": 100"), recap(9, 2, 1, 0));
    assertEquals("task 'Install packages' failed: " + first + " … " + last, error.message());
    assertEquals(words.replace("\\n", "\n"), error.facts().get("module_message"));
  }

  @Test
  void aFailureThatThePlayCopedWithIsNone() {
    Bench bench =
        bench(
            ScriptedCommandRunner.printing(
                0,
                START,
                BEGIN,
                failed("dpkg was interrupted", "\"rc\": 100"),
                CHANGED,
                recap(23, 13, 0, 0)));
    assertEquals(Either.right(new Report(23, 13)), bench.configure());
  }

  @Test
  void anUnreachableMachineIsAMatterOfTheConnection() {
    DeployError error =
        error(
            4,
            START,
            unreachable("ssh: connect to host 192.0.2.10 port 22: No route to host"),
            recap(0, 0, 0, 1));
    assertEquals("configure.unreachable", error.code().value());
    assertEquals(ErrorKind.CONNECTIVITY, error.kind());
    assertTrue(error.message().endsWith("No route to host"), error.message());
  }

  @Test
  void anotherHostKeyIsSaidToBeOne() {
    assertEquals(
        "ssh.host_key_changed",
        error(4, START, unreachable("Host key verification failed."), recap(0, 0, 0, 1))
            .code()
            .value());
  }

  @Test
  void anAccountThatMayNotBecomeRootIsTold() {
    for (String words : List.of("Missing sudo password", "sudo: a password is required")) {
      DeployError error = error(2, START, failed(words, "\"rc\": 1"), recap(2, 0, 1, 0));
      assertEquals("configure.no_sudo", error.code().value(), words);
      assertEquals(ErrorKind.PREREQUISITE, error.kind());
    }
    DeployError found =
        error(
            2,
            START,
            failed("bob\\nsudo: Passwort nötig", "\"code\": \"configure.no_sudo\""),
            recap(2, 0, 1, 0));
    assertEquals(ErrorKind.PREREQUISITE, found.kind());
  }

  @Test
  void aComplaintOfSudoBesideAnotherFailureIsNotItsCause() {
    DeployError error =
        error(
            2,
            START,
            BEGIN,
            failed(
                "sudo: unable to resolve host vm1: Name or service not known\\nE: no such package",
                "\"rc\": 100"),
            recap(9, 2, 1, 0));
    assertEquals("configure.task_failed", error.code().value());
    assertTrue(error.message().endsWith("E: no such package"), error.message());
  }

  @Test
  void aMachineThatSomebodyElseHoldsIsLocked() {
    DeployError error = error(2, START, failed("MODULE FAILURE", "\"rc\": 75"), recap(4, 0, 1, 0));
    assertEquals("machine.locked", error.code().value());
    assertEquals(ErrorKind.LOCK, error.kind());
  }

  @Test
  void anAnsibleThatIsTooOldIsNamedByItsFirstEvent() {
    DeployError error =
        error(2, "\u001e{\"event\": \"start\", \"ansible\": \"2.10.17\"}", recap(0, 0, 1, 0));
    assertEquals("tool.too_old", error.code().value());
    assertEquals("2.10.17", error.facts().get("actual"));
  }

  @Test
  void anAnsibleThatCannotWorkSaysWhy() {
    DeployError error = error(1, "ERROR: Ansible requires the locale encoding to be UTF-8");
    assertEquals("tool.failed", error.code().value());
    assertTrue(error.message().contains("UTF-8"), error.message());
  }

  @Test
  void aMissingAnsibleIsMissed() {
    Bench bench = Bench.in(folder, new ScriptedCommandRunner());
    DeployError error = bench.configure().getLeft();
    assertEquals("tool.missing", error.code().value());
    assertEquals(ErrorKind.PREREQUISITE, error.kind());
  }

  @Test
  void successWithoutTheMachineInTheRecapIsNone() {
    assertEquals(
        "configure.not_proven",
        error(0, START, "\u001e{\"event\": \"recap\", \"hosts\": {}}").code().value());
    assertEquals("configure.not_proven", error(0, START, BEGIN, CHANGED).code().value());
  }

  @Test
  void failuresInTheRecapOutweighTheExitCode() {
    assertEquals("configure.not_proven", error(0, START, recap(9, 2, 1, 0)).code().value());
  }

  @Test
  void theLimitOfTimeIsTold() {
    DeployError error = endsWith(new RunFailure.TimedOut(Duration.ofMinutes(30), false, List.of()));
    assertEquals("configure.timeout", error.code().value());
    assertEquals(ErrorKind.TIMEOUT, error.kind());
    assertTrue(error.message().contains("1800 s"), error.message());
  }

  @Test
  void aCancelledRunIsCancelled() {
    DeployError error = endsWith(new RunFailure.Cancelled("Ctrl-C", List.of()));
    assertEquals("operation.cancelled", error.code().value());
    assertEquals(ErrorKind.CANCELLED, error.kind());
    assertTrue(error.message().endsWith("at task 'Install packages': Ctrl-C"), error.message());
  }

  @Test
  void aKilledRunIsToldWithItsTask() {
    assertEquals("tool.killed", endsWith(new RunFailure.Vanished(List.of())).code().value());
    assertEquals("tool.killed", error(143, START, BEGIN).code().value());
    assertEquals(
        "tool.killed",
        error(99, START, BEGIN, "[ERROR]: User interrupted execution").code().value());
  }

  @Test
  void nothingIsStartedWithoutAPlaybook() throws Exception {
    ScriptedCommandRunner runner = new ScriptedCommandRunner();
    Bench bench = Bench.in(folder, runner);
    Files.delete(bench.playbook().resolve("configure.yml"));
    assertEquals("configure.input_missing", bench.configure().getLeft().code().value());
    assertEquals(List.of(), runner.calls());
  }

  @Test
  void aRunThatIsStillAtWorkWithTheSameInputsIsWaitedForAndCounts() throws Exception {
    assertEquals(1, startsUntilConfigured(false));
  }

  @Test
  void aRunThatIsStillAtWorkWithOtherInputsIsWaitedForAndFollowedByOneOfOurs() throws Exception {
    assertEquals(2, startsUntilConfigured(true));
  }

  /** The first call is killed after it has started Ansible; the second finds that at work. */
  private int startsUntilConfigured(boolean inputsChange) throws Exception {
    Script play =
        (call, listener, cancellation) -> {
          String inputs = call.command().environment().get("DEPLOYER_INPUTS");
          listener.line(
              LineListener.Stream.OUTPUT,
              "\u001e{\"event\": \"start\", \"ansible\": \"2.14.18\", \"inputs\": \""
                  + inputs
                  + "\"}");
          listener.line(LineListener.Stream.OUTPUT, recap(23, 13, 0, 0));
          return Either.right(new CommandResult(0, "", List.of(), Duration.ofSeconds(1)));
        };
    ScriptedCommandRunner runner =
        new ScriptedCommandRunner().on("ansible-playbook", List.of(), play);
    Bench bench = Bench.in(folder, runner);
    bench.startAndDie();
    if (inputsChange) {
      Files.writeString(bench.playbook().resolve("variables.yml"), "ssh_port: 2222\n");
    }
    assertEquals(Either.right(new Report(23, 13)), bench.configure());
    assertTrue(
        bench.progress().lines().get(0).startsWith("warn configure.still_running"),
        bench.progress().lines()::toString);
    return runner.calls().size();
  }

  private static final String WARNED =
      "\u001e{\"event\": \"warning\", \"code\": \"%s\", \"message\": \"%s\"}";

  /** What the machine says when it is asked for its condition. */
  private final List<String> condition =
      new ArrayList<>(List.of("firewall " + "0".repeat(64), "kernel " + "1".repeat(64)));

  private RemoteShell asked() {
    return (machine, credentials, script, lines, context) -> {
      condition.forEach(lines);
      return Either.right(new RemoteShell.Ended(condition.isEmpty() ? 1 : 0, List.of()));
    };
  }

  private static ScriptedCommandRunner playing() {
    return new ScriptedCommandRunner()
        .on(
            "ansible-playbook",
            List.of(),
            ScriptedCommandRunner.printing(
                0,
                START,
                WARNED.formatted("configure.root_login_open", "root can log in"),
                WARNED.formatted("configure.password_login_closed", "keys from now on"),
                recap(23, 13, 0, 0)));
  }

  private static List<Boolean> againAsked(ScriptedCommandRunner runner) {
    return runner.calls().stream()
        .map(call -> call.command().arguments().get(3).contains("\"again\": true"))
        .toList();
  }

  @Test
  void aMachineThatIsAsItWasLeftNeedsNoAnsible() {
    ScriptedCommandRunner runner = playing();
    Bench bench = Bench.in(folder, runner, asked());
    assertEquals(Either.right(new Report(23, 13)), bench.configure());
    Bench later = bench.again(bench.config());
    assertEquals(Either.right(new Report(0, 0)), later.configure());
    assertEquals(List.of(false), againAsked(runner));
    assertEquals(
        List.of(
            "warn configure.root_login_open root can log in",
            "line ansible the machine is as it was left; nothing to do"),
        later.progress().lines(),
        "what is true is said again, what was done is not");
  }

  @Test
  void whatDiffersIsPutInForceAgainAndNamed() {
    ScriptedCommandRunner runner = playing();
    Bench bench = Bench.in(folder, runner, asked());
    bench.configure();
    condition.set(1, "kernel " + "2".repeat(64));
    Bench later = bench.again(bench.config());
    assertEquals(Either.right(new Report(23, 13)), later.configure());
    assertEquals(
        "line ansible changed since it was configured: kernel", later.progress().lines().get(0));
    assertEquals(Either.right(new Report(0, 0)), bench.again(bench.config()).configure());
    assertEquals(List.of(false, true), againAsked(runner));
  }

  @Test
  void anotherConfigurationOrConsentIsAnotherPlay() {
    ScriptedCommandRunner runner = playing();
    Bench bench = Bench.in(folder, runner, asked());
    bench.configure();
    assertEquals(
        Either.right(new Report(23, 13)),
        bench.configure(new MachineConsents(Optional.of(MachineConsents.Firewall.MANAGE), false)));
    EnvironmentConfig changed =
        ImmutableEnvironmentConfig.copyOf(bench.config())
            .withTracker(
                ImmutableTrackerConfig.copyOf(bench.config().tracker()).withUdpTrackers(List.of()));
    bench.again(changed).configure();
    assertEquals(List.of(false, false, false), againAsked(runner));
  }

  @Test
  void aMachineThatDoesNotSayWhatItIsLikeIsConfigured() {
    ScriptedCommandRunner runner = playing();
    Bench bench = Bench.in(folder, runner, asked());
    bench.configure();
    condition.clear();
    assertEquals(Either.right(new Report(23, 13)), bench.configure());
    assertEquals(Either.right(new Report(23, 13)), bench.configure());
  }

  @Test
  void aPlayThatFailedLeavesNothingToCompareWith() {
    ScriptedCommandRunner runner = playing();
    Bench bench = Bench.in(folder, runner, asked());
    bench.configure();
    condition.remove(0);
    ScriptedCommandRunner failing =
        new ScriptedCommandRunner()
            .on(
                "ansible-playbook",
                List.of(),
                ScriptedCommandRunner.printing(
                    2, START, failed("no", "\"rc\": 1"), recap(1, 0, 1, 0)));
    assertTrue(Bench.in(folder, failing, asked()).configure().isLeft());
    assertEquals(Either.right(new Report(23, 13)), Bench.in(folder, runner, asked()).configure());
  }

  @Test
  void aDamagedNoteCostsAPlayAndNothingElse() throws Exception {
    ScriptedCommandRunner runner = playing();
    Bench bench = Bench.in(folder, runner, asked());
    for (String damage : List.of("", "{", "{}", "[]", "{\"inputs\": 1}")) {
      bench.configure();
      Files.writeString(bench.folders().runs().resolve("configure.left"), damage);
      assertEquals(Either.right(new Report(23, 13)), bench.configure(), damage);
    }
  }

  private Bench bench(Script script) {
    return Bench.in(folder, new ScriptedCommandRunner().on("ansible-playbook", List.of(), script));
  }

  private DeployError error(int exitCode, String... lines) {
    return bench(ScriptedCommandRunner.printing(exitCode, lines)).configure().getLeft();
  }

  private DeployError endsWith(RunFailure failure) {
    return bench(
            (call, listener, cancellation) -> {
              listener.line(LineListener.Stream.OUTPUT, START);
              listener.line(LineListener.Stream.OUTPUT, BEGIN);
              return Either.left(failure);
            })
        .configure()
        .getLeft();
  }

  private static String failed(String message, String more) {
    return "\u001e{\"event\": \"task\", \"name\": \"Install packages\", \"host\":"
        + " \"torrust-tracker-vm\", \"outcome\": \"failed\", \"message\": \""
        + message
        + "\", "
        + more
        + "}";
  }

  private static String unreachable(String message) {
    return "\u001e{\"event\": \"task\", \"name\": \"Look at the machine\", \"host\":"
        + " \"torrust-tracker-vm\", \"outcome\": \"unreachable\", \"message\": \""
        + message
        + "\"}";
  }

  private static String recap(int ok, int changed, int failed, int unreachable) {
    return "\u001e{\"event\": \"recap\", \"hosts\": {\"torrust-tracker-vm\": {\"ok\": "
        + ok
        + ", \"changed\": "
        + changed
        + ", \"failures\": "
        + failed
        + ", \"unreachable\": "
        + unreachable
        + ", \"skipped\": 9}}}";
  }
}
