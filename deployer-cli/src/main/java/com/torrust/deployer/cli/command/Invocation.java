package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.GlobalOptions;
import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.ConsoleProgress;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.JsonText;
import com.torrust.deployer.cli.output.OutputFormat;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Theme;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.ImmutablePatience;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.DeployerBuilder;
import com.torrust.deployer.sdk.ImmutableOperationOptions;
import com.torrust.deployer.sdk.OperationOptions;
import io.vavr.control.Either;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** One run of the program: its streams, its options, the deployer behind it, and the way out. */
public final class Invocation {

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> variables;
  private final GlobalOptions options;

  /** A run on these streams. */
  public Invocation(
      PrintStream out, PrintStream err, Map<String, String> variables, GlobalOptions options) {
    this.out = out;
    this.err = err;
    this.variables = variables;
    this.options = options;
  }

  /** Calls the SDK, prints result or error, and returns the exit code. */
  int answer(Function<Deployer, Either<DeployError, Result>> call) {
    DeployerBuilder builder =
        Deployer.builder().workingDirectory(options.workingDirectory()).variables(variables);
    options.templates().ifPresent(builder::templates);
    try (Deployer deployer = builder.build()) {
      return print(call.apply(deployer));
    }
  }

  private int print(Either<DeployError, Result> answer) {
    if (answer.isRight()) {
      console().result(answer.get());
      return answer.get().exitCode();
    }
    return fail(answer.getLeft());
  }

  /** Prints an error and returns its exit code. */
  int fail(DeployError error) {
    Console console = console();
    ErrorReport report = new ErrorReport(error, Optional.empty());
    console.error(
        console.isJson()
            ? JsonText.line(report.document())
            : report.text(console.theme(), console.verbosity()));
    return ExitCode.of(error);
  }

  /** Calls an operation that changes something: its events are shown, Ctrl-C stops it in order. */
  int operate(Operation operation) {
    Cancellation cancellation = Cancellation.create();
    OperationOptions settings =
        ImmutableOperationOptions.builder()
            .listener(new ConsoleProgress(console()))
            .cancellation(cancellation)
            .patience(ImmutablePatience.builder().lock(options.lockWait()).build())
            .build();
    return Interruption.guard(
        cancellation,
        settings.patience().grace(),
        () -> answer(deployer -> operation.call(deployer, settings)));
  }

  /** An operation of the SDK with the settings of this run. */
  @FunctionalInterface
  interface Operation {

    /** Runs it. */
    Either<DeployError, Result> call(Deployer deployer, OperationOptions settings);
  }

  /** The name as typed, or {@code environment.name_invalid}. */
  static Either<DeployError, EnvironmentName> name(String text) {
    return EnvironmentName.parse(text)
        .mapLeft(
            violation ->
                DeployError.because("environment.name_invalid", ErrorKind.USAGE, violation.message())
                    .addRemedies(Remedy.advice(violation.remedy()))
                    .build());
  }

  /** Where to print. */
  Console console() {
    boolean json =
        options.outputFormat() == OutputFormat.json
            || (options.outputFormat() == OutputFormat.auto && System.console() == null);
    return new Console(out, err, json, options.verbosity(), Theme.fitting(variables));
  }

  /** The folder that holds {@code data/} and {@code build/}. */
  Path workingDirectory() {
    return options.workingDirectory();
  }

  /** A defect, or an error that travelled as an exception: told like every other error. */
  public int defect(Exception defect, CommandLine line, ParseResult parsed) {
    if (options.debug()) {
      defect.printStackTrace(err);
    }
    return fail(
        defect instanceof DeployException known
            ? known.error()
            : ImmutableDeployError.copyOf(
                DeployError.because(
                        "internal.defect",
                        ErrorKind.INTERNAL,
                        "the deployer itself failed: " + defect.getClass().getSimpleName())
                    .addCauses(String.valueOf(defect.getMessage()))
                    .addRemedies(Remedy.advice("run again with --debug and report the stack trace"))
                    .build()));
  }
}
