package com.torrust.deployer.adapters.tofu.internal.tool;

import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.spi.Command;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.domain.spi.RunFolder;
import com.torrust.deployer.domain.spi.Stdin;
import com.torrust.deployer.domain.spi.SurvivingRun;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs OpenTofu in one folder, for one call of the port. What changes something at the provider is
 * started so that it survives us, and is found again; what only reads is started as our child.
 */
public final class Tofu {

  private static final String RUN = "tofu";
  private static final int NOTHING_TO_DO = 0;
  private static final int CHANGES = 2;

  private final CommandRunner runner;
  private final TofuFolder folder;
  private final TofuCommands commands;
  private final RunFolder run;
  private final Optional<Path> pluginCache;
  private final Progress progress;
  private final Cancellation cancellation;
  private final Timeouts timeouts;
  private final Set<Secret> secrets;

  /**
   * Runs with variables that were given to us.
   *
   * @param unwritten further variables, with secrets of the provider
   */
  public Tofu(
      CommandRunner runner,
      Map<String, String> variables,
      Map<String, String> unwritten,
      TofuFolder folder,
      OperationContext context) {
    this(runner, variables, unwritten, folder, context, Optional.empty());
  }

  /**
   * The same with plug-ins that were fetched for another folder.
   *
   * @param plugIns where they are
   */
  public Tofu(
      CommandRunner runner,
      Map<String, String> variables,
      Map<String, String> unwritten,
      TofuFolder folder,
      OperationContext context,
      Optional<Path> plugIns) {
    this.runner = runner;
    this.folder = folder;
    this.commands =
        new TofuCommands(
            folder.path(),
            ToolEnvironment.of(variables, unwritten, plugIns),
            context.secrets(),
            context.timeouts());
    this.run = new RunFolder(context.folders().runs().resolve(RUN));
    this.pluginCache = ToolEnvironment.pluginCache(variables);
    this.progress = context.progress();
    this.cancellation = context.cancellation();
    this.timeouts = context.timeouts();
    this.secrets = context.secrets();
  }

  /** Which OpenTofu there is. */
  public Either<ToolFailure, TofuVersion> version() {
    Command command = commands.version();
    return read(command)
        .flatMap(
            result ->
                TofuVersion.parse(result.captured())
                    .<Either<ToolFailure, TofuVersion>>map(Either::right)
                    .orElseGet(
                        () ->
                            Either.left(
                                ended(
                                    command,
                                    result,
                                    List.of(new Diagnostic("it printed no version", "", ""))))));
  }

  /** Fetches plug-ins, unless they are there for this project and this OpenTofu. */
  public Either<ToolFailure, Boolean> init(TofuVersion version) throws IOException {
    return folder.needsInit(version) ? init(version, false) : Either.right(false);
  }

  private Either<ToolFailure, Boolean> init(TofuVersion version, boolean anew) throws IOException {
    Either<ToolFailure, CommandResult> done =
        run(commands.init(anew, usableCache(version)), OptionalInt.empty());
    if (done.isRight()) {
      folder.initialised(version);
    }
    return done.map(result -> true);
  }

  /** Older ones break a cache that two of them fill at once. */
  private Optional<Path> usableCache(TofuVersion version) {
    return version.isAtLeast(TofuVersion.SHARED_CACHE)
        ? pluginCache.filter(Tofu::canBeMade)
        : Optional.empty();
  }

  private static boolean canBeMade(Path cache) {
    try {
      Files.createDirectories(cache);
      return Files.isWritable(cache);
    } catch (IOException cannot) {
      return false;
    }
  }

  /**
   * Plans and saves the plan.
   *
   * @param fresh whether plug-ins were fetched just now; if not, a plan that fails is tried once
   *     more with new ones, because the cache they were in may have been emptied
   * @return the plan, or nothing when there is nothing to do
   */
  public Either<ToolFailure, Optional<TofuPlan>> plan(TofuVersion version, boolean fresh)
      throws IOException {
    folder.expectPlan();
    Either<ToolFailure, CommandResult> planned = run(commands.plan(), OptionalInt.of(CHANGES));
    if (planned.isLeft() && !fresh && planned.getLeft().exitCode().isPresent()) {
      Either<ToolFailure, Boolean> again = init(version, true);
      return again.isLeft() ? Either.left(again.getLeft()) : plan(version, true);
    }
    folder.protect();
    if (planned.isLeft() || planned.get().exitCode() == NOTHING_TO_DO) {
      folder.dropPlan();
      return planned.map(result -> Optional.empty());
    }
    return show();
  }

  /**
   * Plans without the state's lock; the plan is gone afterwards.
   *
   * @return the plan, or nothing when there is nothing to do
   */
  public Either<ToolFailure, Optional<TofuPlan>> look() throws IOException {
    folder.expectPlan();
    try {
      Either<ToolFailure, CommandResult> planned = run(commands.look(), OptionalInt.of(CHANGES));
      return planned.isLeft() || planned.get().exitCode() == NOTHING_TO_DO
          ? planned.map(result -> Optional.empty())
          : show();
    } finally {
      folder.dropPlan();
    }
  }

  private Either<ToolFailure, Optional<TofuPlan>> show() {
    Command command = commands.show();
    return read(command)
        .flatMap(
            result ->
                TofuPlan.parse(result.captured())
                    .<Either<ToolFailure, Optional<TofuPlan>>>map(
                        plan -> Either.right(Optional.of(plan)))
                    .orElseGet(
                        () ->
                            Either.left(
                                ended(
                                    command,
                                    result,
                                    List.of(new Diagnostic("it printed no plan", "", ""))))));
  }

  /** Does what the last plan says. The state is whole afterwards, unless OpenTofu was killed. */
  public Either<ToolFailure, CommandResult> apply() throws IOException {
    try {
      return survive(commands.apply());
    } finally {
      folder.dropPlan();
      folder.protect();
    }
  }

  /** Removes everything that the state knows. */
  public Either<ToolFailure, CommandResult> destroy() throws IOException {
    try {
      return survive(commands.destroy());
    } finally {
      folder.protect();
    }
  }

  /**
   * Waits for an OpenTofu that an earlier process of ours started and left at work. How it ended is
   * of no interest: what it made is asked from the provider.
   *
   * @return whether there was one; on the left that it was stopped or did not end
   */
  public Either<ToolFailure, Boolean> awaitEarlier() {
    Optional<SurvivingRun> earlier = runner.reattach(run, secrets);
    boolean atWork = earlier.map(SurvivingRun::isRunning).orElse(false);
    if (atWork) {
      progress.warn(
          "tofu.still_running", "waiting for OpenTofu, which an earlier command left at work");
      TofuMessages messages = new TofuMessages(progress);
      Either<RunFailure, CommandResult> ended =
          earlier.get().follow(messages, timeouts.provider(), cancellation);
      if (ended.isLeft() && !(ended.getLeft() instanceof RunFailure.Vanished)) {
        return Either.left(stopped(commands.apply(), ended.getLeft(), messages));
      }
    }
    earlier.ifPresent(ended -> runner.forget(run));
    return Either.right(atWork);
  }

  private Either<ToolFailure, CommandResult> run(Command command, OptionalInt alsoFine) {
    TofuMessages messages = new TofuMessages(progress);
    return judge(
        command, messages, runner.run(command, Stdin.closed(), messages, cancellation), alsoFine);
  }

  /** Runs a command whose output is one document and no stream of messages. */
  private Either<ToolFailure, CommandResult> read(Command command) {
    Either<RunFailure, CommandResult> ended =
        runner.run(command, Stdin.closed(), LineListener.silent(), cancellation);
    if (ended.isLeft()) {
      return Either.left(stopped(command, ended.getLeft(), new TofuMessages(progress)));
    }
    return ended.get().succeeded()
        ? Either.right(ended.get())
        : Either.left(ended(command, ended.get(), List.of()));
  }

  private Either<ToolFailure, CommandResult> survive(Command command) {
    TofuMessages messages = new TofuMessages(progress);
    Either<RunFailure, SurvivingRun> started = runner.start(command, run);
    if (started.isLeft()) {
      return Either.left(stopped(command, started.getLeft(), messages));
    }
    Either<RunFailure, CommandResult> ended =
        started.get().follow(messages, command.limit(), cancellation);
    runner.forget(run);
    return judge(command, messages, ended, OptionalInt.empty());
  }

  private static Either<ToolFailure, CommandResult> judge(
      Command command,
      TofuMessages messages,
      Either<RunFailure, CommandResult> ended,
      OptionalInt alsoFine) {
    if (ended.isLeft()) {
      return Either.left(stopped(command, ended.getLeft(), messages));
    }
    CommandResult result = ended.get();
    boolean fine =
        result.succeeded() || alsoFine.isPresent() && alsoFine.getAsInt() == result.exitCode();
    return fine
        ? Either.right(result)
        : Either.left(
            new ToolFailure(
                command,
                Optional.empty(),
                OptionalInt.of(result.exitCode()),
                messages.errors(),
                messages.tail()));
  }

  private static ToolFailure ended(Command command, CommandResult result, List<Diagnostic> errors) {
    return new ToolFailure(
        command, Optional.empty(), OptionalInt.of(result.exitCode()), errors, result.tail());
  }

  private static ToolFailure stopped(Command command, RunFailure failure, TofuMessages messages) {
    return new ToolFailure(
        command, Optional.of(failure), OptionalInt.empty(), messages.errors(), messages.tail());
  }
}
