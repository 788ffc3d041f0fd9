package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.CheckResults;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.result.StoredResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.TestOptions;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** The commands that look and change nothing. */
public final class QueryCommands {

  private static final String ALL = "all";
  private static final int MOST_LINES = 1000;

  private QueryCommands() {}

  /** {@code test}. */
  public static Command test() {
    Input<String> environment = Arguments.environment();
    Input<Boolean> announce =
        Input.flag(
            "Announce to every tracker as well, with a reserved info-hash; this changes its"
                + " counters.",
            "--announce");
    Input<Boolean> noSsh =
        Input.flag("Ask from outside only, without looking at the machine.", "--no-ssh");
    return Command.of(
        "test",
        List.of(environment, announce, noSsh),
        invocation ->
            invocation.operate(
                (deployer, settings) ->
                    Arguments.name(environment.value())
                        .flatMap(
                            name ->
                                deployer.test(
                                    name,
                                    new TestOptions(announce.isOn(), !noSsh.isOn()),
                                    settings))
                        .map(CheckResults::tested)));
  }

  /** {@code status}. */
  public static Command status() {
    Input<String> environment = Arguments.environment();
    Input<String> logs =
        // A service may be named as in the configuration, where names have underscores.
        Input.option(String.class, text -> text.replace('_', '-'), "--logs")
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
    Input<Integer> lines =
        Input.option(Integer.class, Arguments.upTo(MOST_LINES), "--lines")
            .label("<COUNT>")
            .defaultsTo("100")
            .says("How many lines of each log.");
    Input<Boolean> strict =
        Input.flag(
            "End with exit code 9 also when something merely differs from the configuration.",
            "--strict");
    return Command.of(
        "status",
        List.of(environment, logs, lines, strict),
        invocation ->
            invocation.operate(
                (deployer, settings) ->
                    Arguments.name(environment.value())
                        .flatMap(
                            name ->
                                logs.given()
                                    .map(
                                        service ->
                                            logs(deployer, name, service, lines.value(), settings))
                                    .orElseGet(
                                        () ->
                                            deployer
                                                .status(name, settings)
                                                .map(
                                                    report ->
                                                        CheckResults.status(
                                                            report, strict.isOn()))))));
  }

  private static Either<DeployError, Result> logs(
      Deployer deployer,
      EnvironmentName name,
      String service,
      int lines,
      OperationOptions settings) {
    Optional<String> only = Optional.of(service).filter(word -> !word.equals(ALL));
    return deployer
        .logs(name, only, lines, settings)
        .map(fetched -> CheckResults.logs(name, only, fetched));
  }

  /** {@code show}. */
  public static Command show() {
    Input<String> environment = Arguments.environment();
    Input<Boolean> history =
        Input.flag(
            "Show what was done with the environment instead; it outlives 'purge'.", "--history");
    return Command.of(
        "show",
        List.of(environment, history),
        invocation ->
            invocation.answer(
                deployer ->
                    Arguments.name(environment.value())
                        .flatMap(
                            name ->
                                history.isOn()
                                    ? deployer
                                        .history(name)
                                        .map(entries -> StoredResults.history(name, entries))
                                    : deployer.show(name).map(StoredResults::shown))));
  }

  /** {@code list}. */
  public static Command list() {
    Input<StateName> state =
        Input.option(StateName.class, QueryCommands::state, "--state")
            .label("<STATE>")
            .candidates(Arrays.stream(StateName.values()).map(StateName::text).toList())
            .says("Only environments in this state.");
    return Command.of(
        "list",
        List.of(state),
        invocation ->
            invocation.answer(
                deployer ->
                    deployer
                        .list()
                        .map(
                            stored ->
                                StoredResults.listed(
                                    stored.stream()
                                        .filter(each -> isIn(each, state.given()))
                                        .toList(),
                                    invocation.workingDirectory().resolve("data")))));
  }

  private static StateName state(String text) {
    return StateName.find(text).orElseThrow(() -> new TypeConversionException("no such state"));
  }

  /** What cannot be read is in every state. */
  private static boolean isIn(Stored stored, Optional<StateName> wanted) {
    return wanted
        .map(state -> stored.environment().map(found -> found.stateName() == state).getOrElse(true))
        .orElse(true);
  }

  /** {@code exists}. */
  public static Command exists() {
    Input<String> environment = Arguments.environment();
    return Command.of(
        "exists",
        List.of(environment),
        invocation ->
            invocation.answer(
                deployer ->
                    Arguments.name(environment.value())
                        .flatMap(deployer::exists)
                        .map(exists -> new Result.Literal(exists.toString()))));
  }

  /** {@code validate}. */
  public static Command validate() {
    Input<Path> envFile = Arguments.envFile().required().says("JSON configuration file.");
    return Command.of(
        "validate",
        List.of(envFile),
        invocation ->
            invocation.answer(
                deployer ->
                    FileResults.validated(envFile.value(), deployer.validate(envFile.value()))));
  }

  /** {@code doctor}. */
  public static Command doctor() {
    Input<String> environment =
        Arguments.environment(
            "Look at the keys, the provider and the machine of this environment as well.");
    Input<String> provider =
        KnownProviders.option()
            .says("Look only at what this provider needs: " + KnownProviders.words() + ".");
    return Command.of(
        "doctor",
        List.of(environment, provider),
        invocation ->
            invocation.operate(
                (deployer, settings) ->
                    name(environment.given())
                        .flatMap(
                            name ->
                                deployer
                                    .doctor(new DoctorOptions(name, provider.given()), settings)
                                    .map(report -> CheckResults.doctor(report, name)))));
  }

  private static Either<DeployError, Optional<EnvironmentName>> name(Optional<String> given) {
    return given
        .map(text -> Arguments.name(text).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()));
  }
}
