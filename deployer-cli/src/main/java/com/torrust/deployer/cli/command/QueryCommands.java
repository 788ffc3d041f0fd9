package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.asking;
import static com.torrust.deployer.cli.command.Action.command;
import static com.torrust.deployer.cli.command.Action.envFile;
import static com.torrust.deployer.cli.command.Action.environment;
import static com.torrust.deployer.cli.command.Action.operating;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.CheckResults;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.result.PlanResults;
import com.torrust.deployer.cli.result.StoredResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.port.EnvironmentStore.Summary;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.TestOptions;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The commands that look and change nothing. */
public final class QueryCommands {

  private static final String ALL = "all";
  private static final int MOST_LINES = 1000;
  private static final List<String> LOGS =
      List.of(
          ALL,
          "tracker",
          "mysql",
          "prometheus",
          "json-exporter",
          "statistics-proxy",
          "grafana",
          "caddy",
          "backup");

  private QueryCommands() {}

  /** {@code test}. */
  public static CommandSpec test() {
    Input<Boolean> announce =
        Input.flag(
            "Announce to every tracker as well, with a reserved info-hash; this changes its"
                + " counters.",
            "--announce");
    Input<Boolean> noSsh =
        Input.flag("Ask from outside only, without looking at the machine.", "--no-ssh");
    return operating(
        "test",
        (deployer, name, settings) ->
            deployer
                .test(name, new TestOptions(announce.isOn(), !noSsh.isOn()), settings)
                .map(CheckResults::tested),
        announce,
        noSsh);
  }

  /** {@code status}. */
  public static CommandSpec status() {
    Input<String> logs =
        // A service may be named as in the configuration, where names have underscores.
        Input.option(
            ValueType.of(String.class, text -> text.replace('_', '-')).proposing(LOGS),
            "<SERVICE>",
            "Show the end of a service's log instead; 'all' shows every one.",
            "--logs");
    Input<Integer> lines =
        Input.of(
            ValueType.upTo(MOST_LINES),
            OptionSpec.builder("--lines")
                .paramLabel("<COUNT>")
                .defaultValue("100")
                .description("How many lines of each log. Default: 100."));
    Input<Boolean> strict =
        Input.flag(
            "End with exit code 9 also when something merely differs from the configuration.",
            "--strict");
    return operating(
        "status",
        (deployer, name, settings) ->
            logs.given()
                .map(service -> logs(deployer, name, service, lines.value(), settings))
                .orElseGet(
                    () ->
                        deployer
                            .status(name, settings)
                            .map(report -> CheckResults.status(report, strict.isOn()))),
        logs,
        lines,
        strict);
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

  /** {@code plan}. */
  public static CommandSpec plan() {
    Input<String> environment = environment("Name of a stored environment; not with --env-file.");
    Input<Path> envFile = envFile(false, "Plan what this file asks for.");
    Input<Boolean> offline =
        Input.flag(
            "Plan from what is stored; ask neither the provider nor the machine.", "--offline");
    return command(
        "plan",
        new Action(
            invocation ->
                offline.isOn()
                    ? invocation.answer(
                        deployer ->
                            plan(
                                deployer,
                                environment,
                                envFile,
                                PlanDepth.OFFLINE,
                                OperationOptions.standard()))
                    : invocation.look(
                        (deployer, settings) ->
                            plan(deployer, environment, envFile, PlanDepth.ONLINE, settings)),
            List.of(Choice.required(environment, envFile))),
        environment,
        envFile,
        offline);
  }

  private static Either<DeployError, Result> plan(
      Deployer deployer,
      Input<String> environment,
      Input<Path> envFile,
      PlanDepth depth,
      OperationOptions settings) {
    Either<DeployError, Plan> planned =
        envFile
            .given()
            .map(
                file ->
                    deployer
                        .validate(file)
                        .flatMap(
                            parsed ->
                                deployer.plan(
                                    parsed.config(), DeployTarget.RUNNING, depth, settings)))
            .orElseGet(
                () ->
                    Action.name(environment.value())
                        .flatMap(
                            name ->
                                deployer.plan(
                                    name,
                                    PlannedOperation.deploy(DeployTarget.RUNNING),
                                    depth,
                                    settings)));
    return planned.map(
        plan -> PlanResults.planned(plan, PlanResults.deployment(plan, envFile.given(), "")));
  }

  /** {@code show}. */
  public static CommandSpec show() {
    Input<Boolean> history =
        Input.flag(
            "Show what was done with the environment instead; it outlives 'purge'.", "--history");
    return asking(
        "show",
        (deployer, name) ->
            history.isOn()
                ? deployer.history(name).map(entries -> StoredResults.history(name, entries))
                : deployer.show(name).map(StoredResults::shown),
        history);
  }

  /** {@code list}. */
  public static CommandSpec list() {
    Input<StateName> state =
        Input.option(
            ValueType.of(StateName.class, QueryCommands::state)
                .proposing(Arrays.stream(StateName.values()).map(StateName::text).toList()),
            "<STATE>",
            "Only environments in this state.",
            "--state");
    return command(
        "list",
        invocation ->
            invocation.answer(
                deployer ->
                    deployer
                        .summaries()
                        .map(
                            stored ->
                                StoredResults.listed(
                                    stored.stream()
                                        .filter(each -> isIn(each, state.given()))
                                        .toList(),
                                    invocation.workingDirectory().resolve("data")))),
        state);
  }

  private static StateName state(String text) {
    return StateName.find(text).orElseThrow(() -> new TypeConversionException("no such state"));
  }

  /** What cannot be read is in every state. */
  private static boolean isIn(Summary stored, Optional<StateName> wanted) {
    return wanted
        .map(state -> stored.environment().map(found -> found.state() == state).getOrElse(true))
        .orElse(true);
  }

  /** {@code exists}. */
  public static CommandSpec exists() {
    return asking(
        "exists",
        (deployer, name) ->
            deployer.exists(name).map(exists -> new Result.Literal(exists.toString())));
  }

  /** {@code validate}. */
  public static CommandSpec validate() {
    Input<Path> envFile = envFile(true, "JSON configuration file.");
    return command(
        "validate",
        invocation ->
            invocation.answer(
                deployer ->
                    FileResults.validated(envFile.value(), deployer.validate(envFile.value()))),
        envFile);
  }

  /** {@code doctor}. */
  public static CommandSpec doctor() {
    Input<String> environment =
        environment(
            "Look at the keys, the secrets, the provider and the machine of this environment as"
                + " well; not with --env-file.");
    Input<Path> envFile =
        envFile(false, "Look at the keys, the secrets and the provider that this file names.");
    Input<String> provider =
        Input.option(
            KnownProviders.value(),
            "<PROVIDER>",
            "Look only at what this provider needs: " + KnownProviders.words() + ".",
            "-p",
            "--provider");
    return command(
        "doctor",
        new Action(
            invocation ->
                invocation.operate(
                    (deployer, settings) ->
                        wanted(deployer, environment, envFile, provider)
                            .flatMap(
                                wanted ->
                                    deployer
                                        .doctor(wanted, settings)
                                        .map(
                                            report ->
                                                CheckResults.doctor(
                                                    report, wanted.environment())))),
            List.of(Choice.optional(environment, envFile), Choice.optional(envFile, provider))),
        environment,
        envFile,
        provider);
  }

  private static Either<DeployError, DoctorOptions> wanted(
      Deployer deployer, Input<String> environment, Input<Path> envFile, Input<String> provider) {
    return envFile
        .given()
        .map(file -> deployer.validate(file).map(parsed -> DoctorOptions.of(parsed.config())))
        .orElseGet(
            () -> name(environment.given()).map(name -> new DoctorOptions(name, provider.given())));
  }

  private static Either<DeployError, Optional<EnvironmentName>> name(Optional<String> given) {
    return given
        .map(text -> Action.name(text).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()));
  }
}
