package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.log.LogFile;
import com.torrust.deployer.cli.log.LogSettings;
import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Terminal;
import com.torrust.deployer.cli.progress.CurrentStep;
import com.torrust.deployer.cli.progress.ProgressDisplay;
import com.torrust.deployer.cli.syntax.GlobalOptions;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.json.ExitCode;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.DeployerBuilder;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One run of a command: its options, where it prints, the deployer behind it, and the way out. */
public final class Invocation {

  private final GlobalOptions options;
  private final Console console;
  private final UnaryOperator<DeployerBuilder> assembly;
  private final LogFile log;
  private final LogSettings logSettings;

  /** What the deployer has met; asked when something is written, because it learns as it goes. */
  private Supplier<Redactor> redactor = Redactor::none;

  /**
   * A run.
   *
   * @param assembly gives the builder what tests put in place of adapters
   * @param arguments as typed, for the log
   */
  public Invocation(
      GlobalOptions options,
      Console console,
      UnaryOperator<DeployerBuilder> assembly,
      List<String> arguments) {
    this.options = options;
    this.console = console;
    this.assembly = assembly;
    this.logSettings = options.log(console.terminal());
    this.log = new LogFile(logSettings, console, arguments, () -> redactor.get());
  }

  /** Asks the SDK something, prints the answer or the error, and returns the exit code. */
  public int answer(Function<Deployer, Either<DeployError, Result>> question) {
    if (logSettings.isWanted()) {
      log.opened();
    }
    return finish(() -> withDeployer(question));
  }

  /**
   * Serves somebody over the two standard streams until the first ends, or until a signal comes or
   * whoever started this program is gone; what was begun is finished then. Nothing is printed.
   */
  public int serve(Service service) {
    EndingInput in = new EndingInput(System.in);
    Signals signals = Signals.handledBy(in::end);
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(in::end));
    Either<DeployError, Boolean> end =
        attempt(
            () ->
                withDeployer(
                    deployer -> {
                      service.serve(deployer, in, console.terminal().out());
                      return Either.right(true);
                    }));
    signals.restore();
    int exitCode = end.fold(this::fail, served -> ExitCode.SUCCESS);
    log.end(exitCode);
    return exitCode;
  }

  /** Calls an operation: its events are shown and logged, Ctrl-C stops it in order. */
  public int operate(Operation operation) {
    return operate(operation, log);
  }

  /** The same for one that leaves no trace here: its events are shown and not logged. */
  public int look(Operation operation) {
    return operate(operation, logSettings.isWanted() ? log : DeployListener.silent());
  }

  private int operate(Operation operation, DeployListener logged) {
    Cancellation cancellation = Cancellation.create();
    CurrentStep current = new CurrentStep();
    ProgressDisplay progress = ProgressDisplay.of(options.progress(), console);
    OperationOptions settings =
        ImmutableOperationOptions.builder()
            .listener(
                event -> {
                  logged.on(event);
                  current.on(event);
                  progress.on(event);
                })
            .cancellation(cancellation)
            .timeouts(options.timeouts())
            .build();
    return finish(
        () -> {
          Interruption interruption =
              Interruption.guard(cancellation, settings.timeouts().grace(), current, console);
          try (progress;
              interruption) {
            return withDeployer(deployer -> operation.call(deployer, settings));
          }
        });
  }

  /**
   * Calls an operation if somebody allows it.
   *
   * @param permission asks, while Ctrl-C still ends the program at once; on the left why it was not
   *     given
   * @param operation what is done with what was permitted
   */
  public <T> int confirm(
      Function<Deployer, Either<DeployError, T>> permission, Function<T, Operation> operation) {
    Either<DeployError, T> given = attempt(() -> withDeployer(permission));
    return given.isLeft()
        ? finish(() -> Either.left(given.getLeft()))
        : operate(operation.apply(given.get()));
  }

  private <T> Either<DeployError, T> withDeployer(
      Function<Deployer, Either<DeployError, T>> question) {
    return Plugins.installed()
        .flatMap(
            plugins -> plugins.makers().flatMap(makers -> withDeployer(plugins, makers, question)));
  }

  private <T> Either<DeployError, T> withDeployer(
      Plugins plugins,
      List<AdapterProvider<?>> makers,
      Function<Deployer, Either<DeployError, T>> question) {
    DeployerBuilder builder =
        Deployer.builder()
            .use(plugins)
            .use(makers)
            .classLoader(plugins.loader())
            .workingDirectory(options.workingDirectory())
            .variables(console.terminal().variables());
    options.templates().ifPresent(builder::templates);
    try (Deployer deployer = assembly.apply(builder).build()) {
      redactor = deployer::redactor;
      return question.apply(deployer);
    }
  }

  private int finish(Supplier<Either<DeployError, Result>> work) {
    Either<DeployError, Result> answer = attempt(work);
    int exitCode =
        attempt(() -> Either.right(answer.fold(this::fail, this::print))).getOrElseGet(this::fail);
    log.end(exitCode);
    return exitCode;
  }

  private <T> Either<DeployError, T> attempt(Supplier<Either<DeployError, T>> work) {
    try {
      return work.get();
    } catch (DeployException known) {
      return Either.left(redactor.get().redact(known.error()));
    } catch (Throwable defect) {
      // Whatever it is: the platform would print it as it is, with the secrets that it quotes.
      if (options.debug()) {
        console.terminal().err().print(redactor.get().redact(defect));
      }
      return Either.left(defect(defect));
    }
  }

  private int print(Result result) {
    console.result(result);
    return lost(console.terminal()).map(this::fail).orElse(result.exitCode());
  }

  /** The error when what was printed as the result did not arrive. */
  public static Optional<DeployError> lost(Terminal terminal) {
    return terminal
        .lost()
        .get()
        .map(
            why ->
                DeployError.of(
                    "output.result_lost",
                    ErrorKind.FILESYSTEM,
                    "everything was done, but the result could not be written to standard output: "
                        + why,
                    Remedy.advice("make room where the output goes, then look with 'show'")));
  }

  private int fail(DeployError error) {
    log.failed(error);
    report(console, new ErrorReport(error, log.path()));
    return ExitCode.of(error);
  }

  /** Prints an error as the last thing on standard error. */
  public static void report(Console console, ErrorReport report) {
    console.error(
        console.isJson()
            ? console.offers().whole(report.document()).line()
            : report.text(console.errPage(), console.verbosity()));
  }

  /** The error for a defect of this program. */
  private DeployError defect(Throwable defect) {
    return redactor
        .get()
        .redact(
            DeployError.because(
                    "internal.defect",
                    ErrorKind.INTERNAL,
                    "the deployer itself failed: " + defect.getClass().getSimpleName())
                .addCauses(String.valueOf(defect.getMessage()))
                .addRemedies(Remedy.advice("run it again with --debug and report the stack trace"))
                .build());
  }

  /** Where to print. */
  public Console console() {
    return console;
  }

  /** The folder that holds {@code data/} and {@code build/}. */
  public Path workingDirectory() {
    return options.workingDirectory();
  }

  /** An operation of the SDK with the settings of this run. */
  @FunctionalInterface
  public interface Operation {

    /** Runs it. */
    Either<DeployError, Result> call(Deployer deployer, OperationOptions settings);
  }

  /** Serves somebody who speaks a protocol. */
  @FunctionalInterface
  public interface Service {

    /** Serves until {@code in} ends. */
    void serve(Deployer deployer, InputStream in, OutputStream out);
  }
}
