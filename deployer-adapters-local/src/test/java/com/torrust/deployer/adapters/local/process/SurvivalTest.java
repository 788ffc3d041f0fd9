package com.torrust.deployer.adapters.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.ChildJvm;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.SurvivingRun;
import com.torrust.deployer.testkit.stub.StubPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to programs when we die, and to us when programs do strange things. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SurvivalTest {

  private static final Duration AMPLE = Duration.ofMinutes(5);

  @TempDir Path folder;

  private StubPrograms programs;
  private final CommandRunner runner =
      new LocalCommandRunner(Signals.ofThisProcess(), Duration.ofMillis(200));

  @BeforeEach
  void prepare() {
    programs = StubPrograms.in(folder);
  }

  private RunFolder runFolder() {
    return new RunFolder(folder.resolve("run"));
  }

  private ImmutableCommand command(String program) {
    return ImmutableCommand.builder()
        .program(program)
        .workingDirectory(folder)
        .environment(programs.environment())
        .limit(AMPLE)
        .build();
  }

  private SurvivingRun reattach() {
    return runner.reattach(runFolder(), Set.of()).orElseThrow();
  }

  private void go(String program, String word) throws IOException {
    await(() -> !Files.exists(folder.resolve(program + ".go")));
    Path part = Files.writeString(folder.resolve(program + ".part-go"), word + "\n");
    Files.move(part, folder.resolve(program + ".go"));
  }

  private void awaitFile(String name) {
    await(() -> Files.exists(folder.resolve(name)));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aProgramGoesOnWhenItsDeployerIsKilledAndIsFoundAgain() throws Exception {
    programs.stepwise("stepwise");
    try (ChildJvm deployer =
        ChildJvm.of(StartingDeployer.class, "start", folder.toString(), "stepwise")) {
      assertEquals("started true", deployer.line());
      awaitFile("stepwise.pid");
      deployer.kill();
    }
    SurvivingRun run = reattach();
    assertTrue(run.isRunning());
    assertInstanceOf(
        RunFailure.NotStarted.class, runner.start(command("stepwise"), runFolder()).getLeft());
    go("stepwise", "one");
    go("stepwise", "end");
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    CommandResult result =
        run.follow((stream, line) -> lines.add(line), AMPLE, Cancellation.create()).get();
    assertEquals(0, result.exitCode());
    assertEquals(List.of("step one", "step end"), lines);
    assertEquals(List.of(""), programs.calls("stepwise"));
  }

  @Test
  void aLaterDeployerStopsAProgramThatAnEarlierOneStarted() throws Exception {
    programs.talkingWhileStopping("talking", 5000);
    try (ChildJvm deployer =
        ChildJvm.of(StartingDeployer.class, "start", folder.toString(), "talking")) {
      deployer.line();
      awaitFile("talking.pid");
      deployer.kill();
    }
    Cancellation cancellation = Cancellation.create();
    cancellation.request("enough");
    RunFailure failure = reattach().follow(LineListener.silent(), AMPLE, cancellation).getLeft();
    assertEquals("closing 5000", failure.tail().get(failure.tail().size() - 1));
    assertEquals(List.of("TERM"), programs.signals("talking"));
    assertFalse(Files.exists(folder.resolve("talking.lock")));
  }

  @Test
  void aProgramWhoseWrapperIsGoneStillCountsAsAtWork() throws Exception {
    programs.slow("slow");
    SurvivingRun run = runner.start(command("slow"), runFolder()).get();
    awaitFile("slow.pid");
    long wrapper = Long.parseLong(Files.readString(folder.resolve("run/pid")).split(" ")[0]);
    ProcessHandle.of(wrapper).orElseThrow().destroyForcibly();
    await(() -> ProcessHandle.of(wrapper).filter(ProcStat::isAtWork).isEmpty());
    assertTrue(run.isRunning());
    assertTrue(reattach().isRunning());
    Cancellation cancellation = Cancellation.create();
    cancellation.request("enough");
    assertInstanceOf(
        RunFailure.Cancelled.class,
        reattach().follow(LineListener.silent(), AMPLE, cancellation).getLeft());
    assertFalse(run.isRunning());
    assertEquals(List.of("TERM"), programs.signals("slow"));
  }

  @Test
  void aProgramThatWasKilledWithItsWrapperHasVanished() throws Exception {
    programs.script(
        "dying", "echo last words\necho $PPID >\"$own.wrapper\"\nkill -9 $PPID\nkill -9 $$\n");
    SurvivingRun run = runner.start(command("dying"), runFolder()).get();
    RunFailure failure = run.follow(LineListener.silent(), AMPLE, Cancellation.create()).getLeft();
    assertInstanceOf(RunFailure.Vanished.class, failure);
    assertEquals(List.of("last words"), failure.tail());
    assertInstanceOf(
        RunFailure.Vanished.class,
        reattach().follow(LineListener.silent(), AMPLE, Cancellation.create()).getLeft());
    SurvivingRun again = runner.start(command("dying"), runFolder()).get();
    assertInstanceOf(
        RunFailure.Vanished.class,
        again.follow(LineListener.silent(), AMPLE, Cancellation.create()).getLeft());
  }

  @Test
  void aProgramThatASignalEndedHasThatSignalInItsExitCode() {
    programs.script("dying", "kill -9 $$\n");
    SurvivingRun run = runner.start(command("dying"), runFolder()).get();
    assertEquals(
        137, run.follow(LineListener.silent(), AMPLE, Cancellation.create()).get().exitCode());
  }

  @Test
  void aRunOfAnEarlierBootHasVanished() throws Exception {
    programs.slow("slow");
    SurvivingRun run = runner.start(command("slow"), runFolder()).get();
    awaitFile("slow.pid");
    Path terms = folder.resolve("run/command");
    String ours = Files.readString(terms);
    Files.writeString(terms, ours.replaceAll("boot=.*", "boot=another"));
    assertFalse(reattach().isRunning());
    assertInstanceOf(
        RunFailure.Vanished.class,
        reattach().follow(LineListener.silent(), AMPLE, Cancellation.create()).getLeft());
    assertTrue(run.isRunning());
    Cancellation cancellation = Cancellation.create();
    cancellation.request("enough");
    run.follow(LineListener.silent(), AMPLE, cancellation);
  }

  @Test
  void aStartThatDiedBeforeTheProgramBeganCountsAsNone() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/command"), "limit=PT1M\n");
    assertTrue(runner.reattach(runFolder(), Set.of()).isEmpty());
    assertTrue(runner.reattach(runFolder(), Set.of()).isEmpty());
    programs.printing("printing", "hello");
    SurvivingRun run = runner.start(command("printing"), runFolder()).get();
    assertTrue(run.follow(LineListener.silent(), AMPLE, Cancellation.create()).get().succeeded());
  }

  @Test
  void aWrapperThatComesTooLateDoesNotStartTheProgram() throws Exception {
    programs.printing("printing", "hello");
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.createFile(run.resolve("pid"));
    List<String> line =
        Wrapper.around(run, folder.resolve("printing"), List.of(), Signals.inheriting(false))
            .orElseThrow();
    Process late = new ProcessBuilder(line).redirectErrorStream(true).start();
    late.getInputStream().readAllBytes();
    assertEquals(125, late.waitFor());
    assertEquals(List.of(), programs.calls("printing"));
  }

  @Test
  void aSurvivingProgramLivesInASessionOfItsOwnWithOnlyTheEnvironmentItWasGiven() throws Exception {
    programs.slow("slow");
    try (ChildJvm deployer =
        ChildJvm.of(StartingDeployer.class, "start", folder.toString(), "slow")) {
      deployer.line();
      awaitFile("slow.pid");
      long pid = Long.parseLong(programs.lines("slow.pid").get(0));
      ProcStat program = ProcStat.of(pid).orElseThrow();
      assertFalse(program.session() == ProcStat.of(deployer.pid()).orElseThrow().session());
      List<String> environment =
          Arrays.stream(
                  Files.readString(
                          Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.UTF_8)
                      .split("\0"))
              .filter(variable -> !variable.matches("(PWD|OLDPWD|SHLVL|_)=.*"))
              .sorted()
              .toList();
      assertEquals(List.of("GIVEN=yes", "PATH=/usr/bin:/bin"), environment);
      Cancellation cancellation = Cancellation.create();
      cancellation.request("enough");
      reattach().follow(LineListener.silent(), AMPLE, cancellation);
    }
  }

  @Test
  void aProgramReactsToAnInterruptAlsoWhenWeWereStartedIgnoringIt() throws Exception {
    programs.script(
        "listening",
        "trap 'echo INT >>\"$own.signals\"; exit 1' INT\n"
            + "echo ready\n"
            + "while :; do /bin/sleep 0.01; done\n");
    try (ChildJvm deployer =
        ChildJvm.ignoringInterrupts(
            StartingDeployer.class, "interrupt", folder.toString(), "listening")) {
      assertEquals("ready", deployer.line());
      assertTrue(deployer.line().startsWith("Left(Cancelled"));
      assertEquals(List.of("INT"), programs.signals("listening"));
    }
  }

  @Test
  void theTracesOfARunAreForTheOwnerAloneAndHoldNoSecret() throws Exception {
    programs.printing("printing", "hello");
    Command command = command("printing").withSecrets(Secret.of("hunter22")).withCaptureLimit(10);
    SurvivingRun run = runner.start(command, runFolder()).get();
    assertEquals(
        "hello\n",
        run.follow(LineListener.silent(), AMPLE, Cancellation.create()).get().captured());
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))));
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
        assertFalse(Files.readString(file).contains("hunter22"), file.toString());
      }
    }
  }

  @Test
  void forgettingLeavesARunThatIsAtWorkAlone() throws Exception {
    programs.stepwise("stepwise");
    SurvivingRun run = runner.start(command("stepwise"), runFolder()).get();
    awaitFile("stepwise.pid");
    runner.forget(runFolder());
    assertTrue(reattach().isRunning());
    go("stepwise", "end");
    run.follow(LineListener.silent(), AMPLE, Cancellation.create());
    runner.forget(runFolder());
    assertFalse(Files.exists(folder.resolve("run")));
  }
}
