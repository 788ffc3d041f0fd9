package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.sdk.DeployTarget;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.OperationOptions;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy}. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = "Run every phase that is still missing, until the tracker runs.")
public final class DeployCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<ENVIRONMENT>",
      description = "Name of the environment; not needed with --env-file.")
  private String environment;

  @Option(
      names = {"-f", "--env-file"},
      paramLabel = "<FILE>",
      description = "Create the environment from this file first, unless it exists.")
  private Path envFile;

  @Option(
      names = "--until",
      paramLabel = "<STATE>",
      defaultValue = "running",
      description = "Stop at provisioned, configured, released or running (default: ${DEFAULT-VALUE}).")
  private String until = "running";

  @Option(names = "--skip-run", description = "The same as --until released.")
  private boolean skipRun;

  /** A command of this run. */
  public DeployCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            target()
                .flatMap(
                    target ->
                        environment(deployer, settings)
                            .flatMap(name -> deployer.deploy(name, target, settings)))
                .map(Results::deployed));
  }

  private Either<DeployError, DeployTarget> target() {
    String wanted = skipRun ? DeployTarget.RELEASED.text() : until;
    return DeployTarget.find(wanted)
        .<Either<DeployError, DeployTarget>>map(Either::right)
        .orElseGet(
            () ->
                Either.left(
                    DeployError.of(
                        "usage.target_invalid",
                        ErrorKind.USAGE,
                        "'" + wanted + "' is not a state to deploy until",
                        Remedy.advice("give provisioned, configured, released or running"))));
  }

  private Either<DeployError, EnvironmentName> environment(
      Deployer deployer, OperationOptions settings) {
    Optional<Path> file = Optional.ofNullable(envFile);
    if (file.isPresent()) {
      return deployer.validate(file.get()).flatMap(parsed -> created(deployer, parsed, settings));
    }
    return Optional.ofNullable(environment)
        .map(Invocation::name)
        .orElseGet(
            () ->
                Either.left(
                    DeployError.of(
                        "usage.environment_missing",
                        ErrorKind.USAGE,
                        "deploy needs an environment",
                        Remedy.advice("give its name, or a configuration with --env-file"))));
  }

  private static Either<DeployError, EnvironmentName> created(
      Deployer deployer, ParsedConfig parsed, OperationOptions settings) {
    EnvironmentName name = parsed.config().name();
    return deployer
        .exists(name)
        .flatMap(
            exists ->
                exists
                    ? Either.right(name)
                    : deployer.create(parsed.config(), settings).map(created -> name));
  }
}
