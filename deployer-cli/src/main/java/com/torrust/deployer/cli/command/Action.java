package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.CommandSpecs;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.OperationOptions;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a command does: the user object of its {@link CommandSpec}, which has none when it is a mere
 * group.
 *
 * @param run runs it and returns the exit code
 * @param choices inputs that exclude each other
 */
public record Action(ToIntFunction<Invocation> run, List<Choice> choices) {

  /** A command for one run: its inputs keep the values of that command line. */
  static CommandSpec command(String name, ToIntFunction<Invocation> run, Input<?>... inputs) {
    return command(name, new Action(run, List.of()), inputs);
  }

  static CommandSpec command(String name, Action action, Input<?>... inputs) {
    return taking(CommandSpecs.of(name, action), inputs);
  }

  /** The command with further inputs. */
  static CommandSpec taking(CommandSpec spec, Input<?>... inputs) {
    for (Input<?> input : inputs) {
      if (input.spec() instanceof OptionSpec option) {
        spec.addOption(option);
      } else {
        spec.addPositional((PositionalParamSpec) input.spec());
      }
    }
    return spec;
  }

  /** A command that asks something about one environment, its first input. */
  static CommandSpec asking(
      String name,
      BiFunction<Deployer, EnvironmentName, Either<DeployError, Result>> question,
      Input<?>... others) {
    Input<String> environment = environment();
    return taking(
        command(
            name,
            invocation ->
                invocation.answer(
                    deployer ->
                        name(environment.value())
                            .flatMap(found -> question.apply(deployer, found))),
            environment),
        others);
  }

  /** A command that runs an operation on one environment, its first input. */
  static CommandSpec operating(String name, NamedOperation operation, Input<?>... others) {
    Input<String> environment = environment();
    return taking(
        command(
            name,
            invocation ->
                invocation.operate(
                    (deployer, settings) ->
                        name(environment.value())
                            .flatMap(found -> operation.call(deployer, found, settings))),
            environment),
        others);
  }

  /** What a command does with the environment that it is about. */
  @FunctionalInterface
  interface NamedOperation {
    Either<DeployError, Result> call(
        Deployer deployer, EnvironmentName name, OperationOptions settings);
  }

  /** The command with others below it. */
  static CommandSpec above(CommandSpec command, CommandSpec... others) {
    for (CommandSpec other : others) {
      CommandSpecs.add(command, other);
    }
    return command;
  }

  /** The environment that a command is about. */
  static Input<String> environment() {
    return Input.of(
        ValueType.TEXT,
        PositionalParamSpec.builder()
            .paramLabel("<ENVIRONMENT>")
            .required(true)
            .description("Name of the environment."));
  }

  /** The same where there are other ways to say what is meant. */
  static Input<String> environment(String description) {
    return Input.parameter(ValueType.TEXT, "<ENVIRONMENT>", description);
  }

  /** The option that names a configuration file. */
  static Input<Path> envFile(boolean required, String description) {
    return Input.of(
        ValueType.PATH,
        OptionSpec.builder("-f", "--env-file")
            .paramLabel("<FILE>")
            .required(required)
            .description(description));
  }

  /** The option that names the address of a machine. */
  static Input<HostAddress> instanceIp(String description) {
    return Input.requiredOption(ValueType.ADDRESS, "<IP_ADDRESS>", description, "--instance-ip");
  }

  /** The name as typed, or {@code environment.name_invalid}. */
  static Either<DeployError, EnvironmentName> name(String text) {
    return EnvironmentName.parse(text)
        .mapLeft(
            violation ->
                DeployError.of(
                    "environment.name_invalid",
                    ErrorKind.USAGE,
                    violation.message(),
                    Remedy.advice(violation.remedy())));
  }
}
