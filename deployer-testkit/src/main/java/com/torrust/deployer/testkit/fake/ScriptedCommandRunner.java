package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.Stdin;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Starts nothing: answers commands as the test scripted and keeps every call for comparison. The
 * first script whose condition fits answers; a command without a script is not found. Thread-safe.
 */
public final class ScriptedCommandRunner implements CommandRunner {

  /**
   * One call.
   *
   * @param command what was to be started
   * @param stdin what it was given to read; nothing for a surviving run
   */
  public record Call(Command command, Stdin stdin) {}

  /** What a program does. */
  @FunctionalInterface
  public interface Script {

    /** Plays the program: tells lines, changes the test's world, ends somehow. */
    Either<RunFailure, CommandResult> play(
        Call call, LineListener listener, Cancellation cancellation);
  }

  private record Entry(Predicate<Command> condition, Script script) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<RunFolder, ScriptedRun> runs = new HashMap<>();
  private final FaultPlan faults = FaultPlan.create();

  /**
   * What is to go wrong: before each program the point {@code started <program>} is passed, where
   * nobody may answer, and behind it {@code ended <program>}.
   */
  public FaultPlan faults() {
    return faults;
  }

  /** Plays {@code script} for commands that meet {@code condition}. */
  public synchronized ScriptedCommandRunner on(Predicate<Command> condition, Script script) {
    entries.add(new Entry(condition, script));
    return this;
  }

  /** Plays {@code script} for a program with these first arguments. */
  public ScriptedCommandRunner on(String program, List<String> firstArguments, Script script) {
    return on(
        command ->
            command.program().equals(program)
                && command.arguments().size() >= firstArguments.size()
                && command.arguments().subList(0, firstArguments.size()).equals(firstArguments),
        script);
  }

  /** A program that prints lines on its standard output and ends. */
  public static Script printing(int exitCode, String... lines) {
    return (call, listener, cancellation) -> {
      for (String line : lines) {
        listener.line(LineListener.Stream.OUTPUT, line);
      }
      String output = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
      int kept = Math.min(output.length(), call.command().captureLimit());
      return Either.right(
          new CommandResult(
              exitCode, output.substring(0, kept), List.of(lines), Duration.ofMillis(1)));
    };
  }

  /** A program that does not end by itself. */
  public static Script failing(RunFailure failure) {
    return (call, listener, cancellation) -> Either.left(failure);
  }

  /** Every call so far, in order. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Every command line so far, in order. */
  public List<String> lines() {
    return calls().stream().map(call -> call.command().display()).toList();
  }

  @Override
  public Either<RunFailure, CommandResult> run(
      Command command, Stdin stdin, LineListener listener, Cancellation cancellation) {
    Call call = new Call(command, stdin);
    return scriptFor(call)
        .flatMap(
            script ->
                played(command, command.limit(), () -> script.play(call, listener, cancellation)));
  }

  private Either<RunFailure, CommandResult> played(
      Command command, Duration limit, Supplier<Either<RunFailure, CommandResult>> program) {
    faults.pass("started " + command.program());
    Either<RunFailure, CommandResult> end =
        faults.hangs(limit)
            ? Either.left(new RunFailure.TimedOut(limit, true, List.of()))
            : program.get();
    faults.pass("ended " + command.program());
    return end;
  }

  @Override
  public Either<RunFailure, SurvivingRun> start(Command command, RunFolder folder) {
    Call call = new Call(command, Stdin.closed());
    return scriptFor(call).flatMap(script -> begin(folder, new ScriptedRun(call, script)));
  }

  private synchronized Either<RunFailure, SurvivingRun> begin(RunFolder folder, ScriptedRun run) {
    ScriptedRun earlier = runs.get(folder);
    if (earlier != null && earlier.isRunning()) {
      return Either.left(
          new RunFailure.NotStarted(
              run.call.command().program(), "an earlier run is still at work"));
    }
    runs.put(folder, run);
    return Either.right(run);
  }

  private synchronized Either<RunFailure, Script> scriptFor(Call call) {
    calls.add(call);
    return entries.stream()
        .filter(entry -> entry.condition().test(call.command()))
        .findFirst()
        .<Either<RunFailure, Script>>map(entry -> Either.right(entry.script()))
        .orElseGet(
            () ->
                Either.left(
                    new RunFailure.NotStarted(call.command().program(), "not found on PATH")));
  }

  @Override
  public synchronized Optional<SurvivingRun> reattach(RunFolder folder, Set<Secret> secrets) {
    return Optional.ofNullable(runs.get(folder));
  }

  @Override
  public synchronized void forget(RunFolder folder) {
    runs.remove(folder);
  }

  /** Plays its script when it is first followed; what it came to is replayed to later followers. */
  private final class ScriptedRun implements SurvivingRun {

    private record Line(LineListener.Stream stream, String line) {}

    private final Call call;
    private final Script script;
    private final List<Line> lines = new ArrayList<>();
    private Either<RunFailure, CommandResult> end;

    ScriptedRun(Call call, Script script) {
      this.call = call;
      this.script = script;
    }

    @Override
    public synchronized boolean isRunning() {
      return end == null;
    }

    @Override
    public synchronized Either<RunFailure, CommandResult> follow(
        LineListener listener, Duration limit, Cancellation cancellation) {
      if (end == null) {
        end =
            played(
                call.command(),
                limit,
                () ->
                    script.play(
                        call, (stream, line) -> lines.add(new Line(stream, line)), cancellation));
      }
      lines.forEach(each -> listener.line(each.stream(), each.line()));
      return end;
    }
  }
}
