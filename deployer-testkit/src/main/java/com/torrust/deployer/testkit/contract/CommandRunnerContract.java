package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.ImmutableCommand;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.Stdin;
import com.torrust.deployer.domain.spi.SurvivingRun;
import com.torrust.deployer.testkit.stub.StubPrograms;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link CommandRunner} does with programs of a real system. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class CommandRunnerContract {

  /** Long enough to never pass in a test that does not wait for it. */
  protected static final Duration AMPLE = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(2);

  /** Where stub programs stand and commands run. */
  @TempDir protected Path folder;

  /** The programs to run. */
  protected StubPrograms programs;

  private CommandRunner runner;

  /** The runner to test. */
  protected abstract CommandRunner runner();

  /** For JUnit. */
  protected CommandRunnerContract() {}

  @BeforeEach
  void prepare() {
    programs = StubPrograms.in(folder);
    runner = runner();
  }

  /** A command for a stub program. */
  protected final ImmutableCommand command(String program, String... arguments) {
    return ImmutableCommand.builder()
        .program(program)
        .addArguments(arguments)
        .workingDirectory(folder)
        .environment(programs.environment())
        .limit(AMPLE)
        .build();
  }

  private Either<RunFailure, CommandResult> run(Command command) {
    return runner.run(command, Stdin.closed(), LineListener.silent(), Cancellation.create());
  }

  private CompletableFuture<Either<RunFailure, CommandResult>> beside(
      Command command, LineListener listener, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(
        () -> runner.run(command, Stdin.closed(), listener, cancellation));
  }

  private RunFolder runFolder() {
    return new RunFolder(folder.resolve("run"));
  }

  private static final class Lines implements LineListener {

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Runnable> onLine = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void line(Stream stream, String line) {
      heard.add(stream + " " + line);
      onLine.forEach(Runnable::run);
    }

    List<String> of(Stream stream) {
      return heard.stream()
          .filter(line -> line.startsWith(stream + " "))
          .map(line -> line.substring(stream.name().length() + 1))
          .toList();
    }
  }

  @Test
  void tellsEachLineOfBothOutputsInItsOwnOrder() {
    programs.noisy("noisy", 500);
    Lines lines = new Lines();
    CommandResult result =
        runner.run(command("noisy"), Stdin.closed(), lines, Cancellation.create()).get();
    assertEquals(0, result.exitCode());
    assertEquals(500, lines.of(LineListener.Stream.OUTPUT).size());
    assertEquals("output line 1", lines.of(LineListener.Stream.OUTPUT).get(0));
    assertEquals("output line 500", lines.of(LineListener.Stream.OUTPUT).get(499));
    assertEquals("error line 500", lines.of(LineListener.Stream.ERROR).get(499));
  }

  @Test
  void answersTheExitCodeOfAProgramThatFailsAndKeepsItsLastWords() {
    programs.failing("failing", 3, "no such image");
    CommandResult result = run(command("failing")).get();
    assertEquals(3, result.exitCode());
    assertEquals(List.of("no such image"), result.tail());
  }

  @Test
  void passesArgumentsAsTheyAreAndGivesThemToNoShell() {
    programs.script("echoing", "for argument in \"$@\"; do printf '<%s>\\n' \"$argument\"; done\n");
    String awkward = "a b\"c'd$HOME`id`;\\*\n&é";
    CommandResult result = run(command("echoing", awkward, "", "-n").withCaptureLimit(1000)).get();
    assertEquals("<" + awkward + ">\n<>\n<-n>\n", result.captured());
  }

  @Test
  void givesTheProgramNothingOfOurOwnEnvironment() {
    programs.script("environment", "exec /usr/bin/env\n");
    Command command =
        command("environment")
            .withEnvironment(Map.of("PATH", folder.toString(), "GREETING", "hello"))
            .withCaptureLimit(100_000);
    List<String> names =
        run(command).get().captured().lines().map(line -> line.replaceFirst("=.*", "")).toList();
    assertTrue(names.containsAll(List.of("PATH", "GREETING")), names.toString());
    // What a shell adds by itself.
    assertTrue(
        Set.of("PATH", "GREETING", "PWD", "OLDPWD", "SHLVL", "_").containsAll(names),
        names.toString());
  }

  @Test
  void feedsStandardInputAndThenItsEnd() {
    programs.script("reading", "exec /bin/cat\n");
    Either<RunFailure, CommandResult> result =
        runner.run(
            command("reading").withCaptureLimit(100),
            Stdin.text("secret stuff"),
            LineListener.silent(),
            Cancellation.create());
    assertEquals("secret stuff\n", result.get().captured());
  }

  @Test
  void startsBeforeTheInputIsThere() {
    programs.script("reading", "echo ready\nexec /bin/cat\n");
    CountDownLatch ready = new CountDownLatch(1);
    Either<RunFailure, CommandResult> result =
        runner.run(
            command("reading").withCaptureLimit(100),
            Stdin.later(
                () -> {
                  assertTrue(isOpenedInTime(ready), "the program waits for its input to be made");
                  return "made later".getBytes(StandardCharsets.UTF_8);
                }),
            (stream, line) -> ready.countDown(),
            Cancellation.create());
    assertEquals("ready\nmade later\n", result.get().captured());
  }

  private static boolean isOpenedInTime(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void closesStandardInputWhenThereIsNothingToRead() {
    programs.script("reading", "exec /bin/cat\n");
    assertTrue(run(command("reading")).get().succeeded());
  }

  @Test
  void doesNotMindAProgramThatEndsBeforeItHasReadItsInput() {
    programs.printing("hasty", "done");
    Either<RunFailure, CommandResult> result =
        runner.run(
            command("hasty"),
            Stdin.text("x".repeat(1 << 20)),
            LineListener.silent(),
            Cancellation.create());
    assertEquals(0, result.get().exitCode());
  }

  @Test
  void saysThatAProgramIsNotThere() {
    RunFailure failure = run(command("no-such-program")).getLeft();
    RunFailure.NotStarted notStarted = assertInstanceOf(RunFailure.NotStarted.class, failure);
    assertEquals("no-such-program", notStarted.program());
    assertTrue(notStarted.reason().contains(folder.toString()), notStarted.reason());
  }

  @Test
  void saysThatAProgramCannotBeExecuted() throws Exception {
    Path file = Files.writeString(folder.resolve("text"), "not a program");
    RunFailure failure = run(command(file.toString())).getLeft();
    assertInstanceOf(RunFailure.NotStarted.class, failure);
  }

  @Test
  void saysThatTheWorkingDirectoryIsNotThere() {
    programs.printing("printing", "hello");
    Command command = command("printing").withWorkingDirectory(folder.resolve("missing"));
    RunFailure.NotStarted failure =
        assertInstanceOf(RunFailure.NotStarted.class, run(command).getLeft());
    assertTrue(failure.reason().contains("missing"), failure.reason());
  }

  @Test
  void strikesSecretsOutOfLinesResultAndTail() {
    Secret secret = Secret.of("p@ss/word \"7\"");
    programs.printing(
        "leaking",
        "token=p@ss/word \"7\"",
        "url?t=p%40ss%2Fword%20%227%22",
        "{\"t\":\"p@ss/word \\\"7\\\"\"}");
    Lines lines = new Lines();
    CommandResult result =
        runner
            .run(
                command("leaking").withSecrets(secret).withCaptureLimit(1000),
                Stdin.closed(),
                lines,
                Cancellation.create())
            .get();
    List<String> expected =
        List.of("token=[redacted]", "url?t=[redacted]", "{\"t\":\"[redacted]\"}");
    assertEquals(expected, lines.of(LineListener.Stream.OUTPUT));
    assertEquals(expected, result.tail());
    assertEquals(expected, result.captured().lines().toList());
  }

  @Test
  void keepsNoMoreThanAskedFor() {
    programs.noisy("noisy", 2000);
    CommandResult result = run(command("noisy").withCaptureLimit(100)).get();
    assertEquals(100, result.captured().length());
    assertTrue(result.tail().size() < 100, "a tail of " + result.tail().size());
    assertEquals("", run(command("noisy")).get().captured());
  }

  @Test
  void replacesBytesThatAreNotText() {
    programs.script("binary", "printf 'a\\377b\\303\\251\\n'\n");
    assertEquals(List.of("a\uFFFDbé"), run(command("binary")).get().tail());
  }

  @Test
  void doesNotWaitForAGrandchildThatHoldsTheOutputOpen() {
    programs.leavingChild("leaving");
    CommandResult result = run(command("leaving")).get();
    assertEquals(List.of("done"), result.tail());
    endProcess(Long.parseLong(programs.lines("leaving.child").get(0)));
  }

  @Test
  void stopsAProgramThatTakesTooLong() {
    programs.slow("slow");
    RunFailure failure = run(command("slow").withLimit(Duration.ofMillis(300))).getLeft();
    RunFailure.TimedOut timedOut = assertInstanceOf(RunFailure.TimedOut.class, failure);
    assertEquals(Duration.ofMillis(300), timedOut.after());
    assertFalse(timedOut.silent());
  }

  @Test
  void stopsAProgramThatIsSilentForTooLong() {
    programs.slow("slow");
    RunFailure failure = run(command("slow").withSilence(Duration.ofMillis(300))).getLeft();
    assertTrue(assertInstanceOf(RunFailure.TimedOut.class, failure).silent());
  }

  @Test
  void endsByForceWhatDoesNotListen() {
    programs.deaf("deaf");
    Command command =
        command("deaf").withLimit(Duration.ofMillis(500)).withGrace(Duration.ofMillis(300));
    assertInstanceOf(RunFailure.TimedOut.class, run(command).getLeft());
    assertGone(programs.lines("deaf.pid"));
    assertEquals(List.of("TERM"), programs.signals("deaf"));
  }

  @Test
  void sendsTheSignalThatTheProgramWants() {
    programs.slow("slow");
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<Either<RunFailure, CommandResult>> run =
        beside(
            command("slow").withStopSignal(Command.StopSignal.INTERRUPT),
            LineListener.silent(),
            cancellation);
    awaitFile("slow.pid");
    cancellation.request("enough");
    RunFailure.Cancelled cancelled =
        assertInstanceOf(RunFailure.Cancelled.class, run.join().getLeft());
    assertEquals("enough", cancelled.reason());
    assertEquals(List.of("INT"), programs.signals("slow"));
  }

  @Test
  void takesAProgramThatTheSameCtrlCEndedFirstForStopped() {
    programs.interrupted("interrupted");
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<Either<RunFailure, CommandResult>> run =
        beside(
            command("interrupted").withStopSignal(Command.StopSignal.INTERRUPT),
            LineListener.silent(),
            cancellation);
    awaitFile("interrupted.pid");
    assertGone(programs.lines("interrupted.pid"));
    cancellation.request("enough");
    assertInstanceOf(RunFailure.Cancelled.class, run.join().getLeft());
  }

  @Test
  void readsOnWhileAProgramShutsDownSoThatItCanCleanUp() {
    programs.talkingWhileStopping("talking", 20_000);
    Lines lines = new Lines();
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<Either<RunFailure, CommandResult>> run =
        beside(command("talking"), lines, cancellation);
    awaitFile("talking.pid");
    cancellation.request("enough");
    assertInstanceOf(RunFailure.Cancelled.class, run.join().getLeft());
    assertTrue(lines.heard.contains("OUTPUT closing 20000"), "the last words were lost");
    assertFalse(Files.exists(folder.resolve("talking.lock")), "it could not clean up");
    assertEquals(List.of("TERM"), programs.signals("talking"));
  }

  @Test
  void startsNothingOnceSomebodyAskedToStop() {
    programs.printing("printing", "hello");
    Cancellation cancellation = Cancellation.create();
    cancellation.request("too late");
    RunFailure failure =
        runner
            .run(command("printing"), Stdin.closed(), LineListener.silent(), cancellation)
            .getLeft();
    assertInstanceOf(RunFailure.Cancelled.class, failure);
    assertEquals(List.of(), programs.calls("printing"));
  }

  @Test
  void takesAnInterruptOfTheThreadAsAskingToStopAndGivesItBack() throws Exception {
    programs.slow("slow");
    CompletableFuture<Either<RunFailure, CommandResult>> result = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              result.complete(run(command("slow")));
              flag.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    awaitFile("slow.pid");
    thread.interrupt();
    assertInstanceOf(RunFailure.Cancelled.class, result.get().getLeft());
    assertTrue(flag.get());
    assertEquals(List.of("TERM"), programs.signals("slow"));
  }

  @Test
  void goesOnWhenAListenerFails() {
    programs.noisy("noisy", 10);
    LineListener broken =
        (stream, line) -> {
          throw new IllegalStateException("broken listener");
        };
    assertEquals(
        0,
        runner
            .run(command("noisy"), Stdin.closed(), broken, Cancellation.create())
            .get()
            .exitCode());
  }

  @Test
  void followsASurvivingRunToItsEnd() {
    programs.noisy("noisy", 50);
    SurvivingRun run = runner.start(command("noisy"), runFolder()).get();
    Lines lines = new Lines();
    CommandResult result = run.follow(lines, AMPLE, Cancellation.create()).get();
    assertEquals(0, result.exitCode());
    assertEquals(100, lines.heard.size());
    assertFalse(run.isRunning());
  }

  @Test
  void tellsTheWholeStoryToEveryFollowerOfASurvivingRun() {
    programs.failing("failing", 7, "last words");
    runner
        .start(command("failing"), runFolder())
        .get()
        .follow(LineListener.silent(), AMPLE, Cancellation.create());
    SurvivingRun again = runner.reattach(runFolder(), Set.of()).orElseThrow();
    Lines lines = new Lines();
    assertEquals(7, again.follow(lines, AMPLE, Cancellation.create()).get().exitCode());
    assertEquals(List.of("OUTPUT last words"), lines.heard);
  }

  @Test
  void tellsLinesOfASurvivingRunWhileItWorks() throws Exception {
    programs.stepwise("stepwise");
    SurvivingRun run = runner.start(command("stepwise"), runFolder()).get();
    Lines lines = new Lines();
    CompletableFuture<Void> first = new CompletableFuture<>();
    lines.onLine.add(() -> first.complete(null));
    CompletableFuture<Either<RunFailure, CommandResult>> result =
        CompletableFuture.supplyAsync(() -> run.follow(lines, AMPLE, Cancellation.create()));
    go("stepwise", "one");
    first.get();
    assertTrue(run.isRunning());
    go("stepwise", "end");
    assertEquals(0, result.get().get().exitCode());
    assertEquals(List.of("OUTPUT step one", "OUTPUT step end"), lines.heard);
  }

  @Test
  void refusesASecondRunInAFolderWhileTheFirstIsAtWork() throws Exception {
    programs.stepwise("stepwise");
    SurvivingRun run = runner.start(command("stepwise"), runFolder()).get();
    assertInstanceOf(
        RunFailure.NotStarted.class, runner.start(command("stepwise"), runFolder()).getLeft());
    assertEquals(
        1, runner.reattach(runFolder(), Set.of()).stream().filter(SurvivingRun::isRunning).count());
    go("stepwise", "end");
    assertTrue(run.follow(LineListener.silent(), AMPLE, Cancellation.create()).get().succeeded());
    assertEquals(List.of(""), programs.calls("stepwise"));
  }

  @Test
  void signalsASurvivingRunOnceHoweverManyAskItToStop() {
    programs.talkingWhileStopping("talking", 20_000);
    SurvivingRun run = runner.start(command("talking"), runFolder()).get();
    awaitFile("talking.pid");
    Cancellation cancellation = Cancellation.create();
    cancellation.request("enough");
    List<CompletableFuture<Either<RunFailure, CommandResult>>> followers =
        List.of(
            CompletableFuture.supplyAsync(
                () -> run.follow(LineListener.silent(), AMPLE, cancellation)),
            CompletableFuture.supplyAsync(
                () ->
                    runner
                        .reattach(runFolder(), Set.of())
                        .orElseThrow()
                        .follow(LineListener.silent(), AMPLE, cancellation)));
    followers.forEach(
        follower -> assertTrue(follower.join().isLeft() || !follower.join().get().succeeded()));
    assertEquals(List.of("TERM"), programs.signals("talking"));
    assertFalse(Files.exists(folder.resolve("talking.lock")), "it could not clean up");
    assertFalse(run.isRunning());
  }

  @Test
  void endsASurvivingRunByForceWhenItDoesNotListen() {
    programs.deaf("deaf");
    SurvivingRun run =
        runner.start(command("deaf").withGrace(Duration.ofMillis(300)), runFolder()).get();
    awaitFile("deaf.pid");
    assertInstanceOf(
        RunFailure.TimedOut.class,
        run.follow(LineListener.silent(), Duration.ofMillis(100), Cancellation.create()).getLeft());
    assertGone(programs.lines("deaf.pid"));
    assertFalse(run.isRunning());
  }

  @Test
  void strikesSecretsOutOfASurvivingRunAlsoForALaterProcess() {
    Secret secret = Secret.of("hunter22");
    programs.printing("leaking", "token hunter22");
    SurvivingRun run = runner.start(command("leaking").withSecrets(secret), runFolder()).get();
    Lines first = new Lines();
    run.follow(first, AMPLE, Cancellation.create());
    Lines second = new Lines();
    runner
        .reattach(runFolder(), Set.of(secret))
        .orElseThrow()
        .follow(second, AMPLE, Cancellation.create());
    assertEquals(List.of("OUTPUT token [redacted]"), first.heard);
    assertEquals(first.heard, second.heard);
  }

  @Test
  void forgetsAnEndedRun() {
    programs.printing("printing", "hello");
    SurvivingRun run = runner.start(command("printing"), runFolder()).get();
    run.follow(LineListener.silent(), AMPLE, Cancellation.create());
    runner.forget(runFolder());
    assertTrue(runner.reattach(runFolder(), Set.of()).isEmpty());
    runner.forget(runFolder());
  }

  @Test
  void knowsNoRunInAFolderWhereNoneWasStarted() {
    assertTrue(runner.reattach(runFolder(), Set.of()).isEmpty());
  }

  @Test
  void canBeStartedAgainInTheFolderOfAnEndedRun() {
    programs.failing("failing", 1, "first");
    programs.printing("printing", "second");
    runner
        .start(command("failing"), runFolder())
        .get()
        .follow(LineListener.silent(), AMPLE, Cancellation.create());
    Lines lines = new Lines();
    CommandResult result =
        runner
            .start(command("printing"), runFolder())
            .get()
            .follow(lines, AMPLE, Cancellation.create())
            .get();
    assertEquals(0, result.exitCode());
    assertEquals(List.of("OUTPUT second"), lines.heard);
  }

  /** Waits until a stub has left a trace. */
  protected final void awaitFile(String name) {
    await(() -> Files.exists(folder.resolve(name)));
  }

  /** Lets a {@linkplain StubPrograms#stepwise stepwise} program go on. */
  protected final void go(String program, String word) throws Exception {
    await(() -> !Files.exists(folder.resolve(program + ".go")));
    Path part = Files.writeString(folder.resolve(program + ".part-go"), word + "\n");
    Files.move(part, folder.resolve(program + ".go"));
  }

  /** Waits for a condition, as long as the test may last. */
  protected static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /**
   * Waits until processes of which a stub wrote the numbers are gone; whoever inherits them may
   * collect them late.
   */
  protected static void assertGone(List<String> pids) {
    assertFalse(pids.isEmpty(), "the program did not run");
    pids.forEach(
        pid ->
            await(
                () ->
                    ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty()));
  }

  private static void endProcess(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }
}
