package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.CheckResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.OperationOptions;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** {@code status}. */
public final class StatusCommand implements Command {

  private static final String ALL = "all";
  private static final int MOST_LINES = 1000;

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<String> logs =
      Input.option(String.class, StatusCommand::service, "--logs")
          .label("<SERVICE>")
          .candidates(
              List.of(
                  ALL,
                  "tracker",
                  "mysql",
                  "prometheus",
                  "json-exporter",
                  "statistics-proxy",
                  "grafana",
                  "caddy",
                  "backup"))
          .says("Show the end of a service's log instead; 'all' shows every one.");
  private final Input<Integer> lines =
      Input.option(Integer.class, StatusCommand::count, "--lines")
          .label("<COUNT>")
          .defaultsTo("100")
          .says("How many lines of each log.");
  private final Input<Boolean> strict =
      Input.flag(
          "End with exit code 9 also when something merely differs from the configuration.",
          "--strict");

  /** A service may be named as in the configuration, where names have underscores. */
  private static String service(String text) {
    return text.replace('_', '-');
  }

  private static Integer count(String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MOST_LINES) {
        return count;
      }
    } catch (NumberFormatException none) {
      // Told with the same words below.
    }
    throw new TypeConversionException("a whole number from 1 to " + MOST_LINES + " is needed");
  }

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("status", "Look at an environment as it is right now.")
        .addDetails(
            "Asks the provider, the machine and every service at the same time, and compares what"
                + " is installed and what runs with what the configuration asks for. Takes no lock"
                + " and changes nothing; what cannot be asked is unknown in its own part only."
                + " 'show' tells what is stored, 'test' proves every service.")
        .addDetails("An environment that is degraded, down or unknown ends with exit code 9.")
        .addExamples(
            new Example("status demo", "how is it?"),
            new Example("status demo --logs tracker --lines 50", "what did the tracker say last?"))
        .addInputs(environment, logs, lines, strict)
        .effect(Effect.REMOTE_READ)
        .schema("status")
        .exitCodes(List.of(3, 4, 7, 9, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(
                    name ->
                        logs.given().isPresent()
                            ? logs(deployer, name, settings)
                            : deployer
                                .status(name, settings)
                                .map(report -> CheckResults.status(report, strict.isOn()))));
  }

  private Either<DeployError, Result> logs(
      Deployer deployer, EnvironmentName name, OperationOptions settings) {
    Optional<String> service = logs.given().filter(word -> !word.equals(ALL));
    return deployer
        .logs(name, service, lines.value(), settings)
        .map(fetched -> CheckResults.logs(name, service, fetched));
  }
}
