package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.command;
import static com.torrust.deployer.cli.command.Action.envFile;
import static com.torrust.deployer.cli.command.Action.environment;
import static com.torrust.deployer.cli.command.Action.instanceIp;

import com.torrust.deployer.cli.command.Action.NamedOperation;
import com.torrust.deployer.cli.command.Confirmation.Question;
import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.result.PlanResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.Registration;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that change an environment. */
public final class OperationCommands {

  private static final int HIGHEST_PORT = 65_535;

  private OperationCommands() {}

  private static CommandSpec about(
      OperationKind phase, NamedOperation operation, Input<?>... others) {
    return about(phase, () -> PlannedOperation.phase(phase), () -> phase.text(), operation, others);
  }

  /**
   * A command about a stored environment.
   *
   * @param planned what a dry run plans
   * @param words the command before the environment's name
   */
  private static CommandSpec about(
      OperationKind kind,
      Supplier<PlannedOperation> planned,
      Supplier<String> words,
      NamedOperation operation,
      Input<?>... others) {
    Input<String> environment = environment();
    DryRun dryRun = new DryRun();
    List<Input<?>> inputs = new ArrayList<>(List.of(environment));
    inputs.addAll(List.of(others));
    inputs.add(dryRun.option());
    return command(
        kind.text(),
        invocation ->
            dryRun.isOn()
                ? dryRun.show(invocation, environment.value(), planned.get(), words.get())
                : invocation.operate(
                    (deployer, settings) ->
                        Action.name(environment.value())
                            .flatMap(found -> operation.call(deployer, found, settings))),
        inputs.toArray(Input[]::new));
  }

  /** {@code create environment}. */
  static CommandSpec create() {
    Input<Path> envFile = envFile(false, "JSON configuration file.");
    Input<Boolean> interactive =
        Input.flag("Ask for everything, and write the file.", "--interactive");
    return command(
        "environment",
        new Action(
            invocation ->
                interactive.isOn()
                    ? invocation.confirm(
                        deployer -> written(invocation, deployer),
                        file ->
                            (deployer, settings) -> create(invocation, deployer, file, settings))
                    : invocation.operate(
                        (deployer, settings) ->
                            create(invocation, deployer, envFile.value(), settings)),
            List.of(Choice.required(envFile, interactive))),
        envFile,
        interactive);
  }

  private static Either<DeployError, Result> create(
      Invocation invocation, Deployer deployer, Path file, OperationOptions settings) {
    return deployer
        .validate(file)
        .flatMap(
            parsed ->
                deployer
                    .create(parsed.config(), settings)
                    .peek(created -> warn(invocation.console(), parsed.warnings()))
                    .map(
                        created ->
                            OperationResults.created(
                                created, parsed.warnings(), invocation.workingDirectory())));
  }

  /** The file that answers to questions make; for the owner alone, as secrets may stand in it. */
  private static Either<DeployError, Path> written(Invocation invocation, Deployer deployer) {
    Console console = invocation.console();
    return deployer
        .interview()
        .flatMap(begun -> new InteractiveAnswers(console).ask(begun))
        .flatMap(
            interview ->
                deployer.export(
                    invocation
                        .workingDirectory()
                        .resolve(InteractiveAnswers.name(interview) + ".json"),
                    JsonDocuments.write(interview.document()) + "\n",
                    false))
        .peek(file -> console.warn("written: " + file));
  }

  private static void warn(Console console, List<Finding> warnings) {
    warnings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.WARNING)
        .forEach(
            finding ->
                console.warn(
                    console.errPage().palette().paint(Meaning.DOUBTFUL, finding.pointer())
                        + ": "
                        + finding.message()
                        + "; "
                        + finding.remedy()));
  }

  /** {@code deploy}. */
  public static CommandSpec deploy() {
    Input<String> environment = environment("Name of a stored environment; not with --env-file.");
    Input<Path> envFile =
        envFile(
            false,
            "Create the environment from this file, or change it to what the file says if it"
                + " exists.");
    Input<PlanId> plan =
        Input.option(
            ValueType.PLAN_ID,
            "<ID>",
            "Do exactly what 'plan' showed under this id, or nothing when that has moved.",
            "--plan");
    Input<DeployTarget> until =
        Input.option(
            ValueType.oneOf(DeployTarget.class),
            "<STATE>",
            "Stop at provisioned, configured, released or running; running unless given.",
            "--until");
    Input<Boolean> skipRun = Input.flag("The same as --until released.", "--skip-run");
    Consents consents = new Consents();
    Input<Boolean> adopt = adopt();
    Input<Boolean> noReturn = ReleaseCommands.noReturn();
    Input<Boolean> reboot =
        Input.flag(
            "Let the provider switch the machine off and on, where it can change it only so.",
            "--allow-reboot");
    DryRun dryRun = new DryRun();
    return command(
        "deploy",
        new Action(
            invocation -> {
              DeployTarget target =
                  skipRun.isOn()
                      ? DeployTarget.RELEASED
                      : until.given().orElse(DeployTarget.RUNNING);
              if (dryRun.isOn()) {
                return dryRun.show(
                    invocation,
                    deployer -> plan(deployer, environment.given(), envFile.given(), target),
                    made ->
                        PlanResults.deployment(
                            made,
                            envFile.given(),
                            target == DeployTarget.RUNNING ? "" : " --until " + target.text()));
              }
              UnaryOperator<OperationOptions> allowed =
                  settings ->
                      ImmutableOperationOptions.builder()
                          .from(
                              ReleaseCommands.returning(
                                  noReturn, adopting(adopt, consents.in(settings))))
                          .allowsReboot(reboot.isOn())
                          .build();
              if (envFile.given().isEmpty()) {
                return invocation.operate(
                    (deployer, settings) ->
                        Action.name(environment.value())
                            .flatMap(
                                name ->
                                    deployer
                                        .deploy(
                                            name,
                                            target,
                                            approving(plan.given(), allowed.apply(settings)))
                                        .map(OperationResults::deployed)));
              }
              Function<Change, Invocation.Operation> change =
                  asked ->
                      (deployer, settings) ->
                          deployer
                              .deploy(
                                  asked.config(),
                                  target,
                                  approving(asked.approved(), allowed.apply(settings)))
                              .map(OperationResults::deployed);
              boolean asks =
                  plan.given().isEmpty() && invocation.console().terminal().prompt().isPresent();
              return asks
                  ? invocation.confirm(
                      deployer -> agreed(invocation, deployer, envFile.value(), target), change)
                  : invocation.operate(
                      (deployer, settings) ->
                          deployer
                              .validate(envFile.value())
                              .flatMap(
                                  parsed ->
                                      change
                                          .apply(new Change(parsed.config(), plan.given()))
                                          .call(deployer, settings)));
            },
            List.of(
                Choice.required(environment, envFile),
                Choice.optional(until, skipRun),
                Choice.optional(plan, dryRun.option()))),
        environment,
        envFile,
        plan,
        until,
        skipRun,
        consents.firewall(),
        consents.restartDocker(),
        adopt,
        noReturn,
        reboot,
        dryRun.option());
  }

  private static Either<DeployError, Plan> plan(
      Deployer deployer, Optional<String> environment, Optional<Path> file, DeployTarget target) {
    return file.map(
            path ->
                deployer.validate(path).flatMap(parsed -> deployer.plan(parsed.config(), target)))
        .orElseGet(
            () ->
                Action.name(environment.orElse(""))
                    .flatMap(name -> deployer.plan(name, PlannedOperation.deploy(target))));
  }

  /**
   * What a file asks for.
   *
   * @param approved the plan that somebody has agreed to
   */
  private record Change(EnvironmentConfig config, Optional<PlanId> approved) {}

  /** The change with the approval that it needs: the file is read once, whatever becomes of it. */
  private static Either<DeployError, Change> agreed(
      Invocation invocation, Deployer deployer, Path file, DeployTarget target) {
    return deployer
        .validate(file)
        .map(ParsedConfig::config)
        .flatMap(
            config ->
                changeAllowed(invocation, deployer, config, target)
                    .map(plan -> new Change(config, plan)));
  }

  /** Nobody is asked about a change that takes nothing, or that will be refused anyway. */
  private static Either<DeployError, Optional<PlanId>> changeAllowed(
      Invocation invocation, Deployer deployer, EnvironmentConfig config, DeployTarget target) {
    return deployer
        .exists(config.name())
        .flatMap(
            exists ->
                exists
                    ? deployer.plan(config, target).flatMap(plan -> changeAllowed(invocation, plan))
                    : Either.right(Optional.empty()));
  }

  private static Either<DeployError, Optional<PlanId>> changeAllowed(
      Invocation invocation, Plan plan) {
    return new Confirmation(invocation.console())
        .approve(
            plan,
            "This change takes something from clients:",
            "look at the plan, then give its id with --plan");
  }

  static OperationOptions approving(Optional<PlanId> plan, OperationOptions settings) {
    return ImmutableOperationOptions.builder().from(settings).approvedPlan(plan).build();
  }

  /** {@code provision}. */
  public static CommandSpec provision() {
    return about(
        OperationKind.PROVISION,
        (deployer, name, settings) ->
            deployer.provision(name, settings).map(OperationResults::provisioned));
  }

  /** {@code register}. */
  public static CommandSpec register() {
    Input<HostAddress> instanceIp = instanceIp("IPv4 or IPv6 address of the machine.");
    Input<Integer> sshPort =
        Input.option(
            ValueType.upTo(HIGHEST_PORT),
            "<PORT>",
            "SSH port of the machine, if it is not the configured one; it is kept with the"
                + " environment.",
            "--ssh-port");
    Input<String> fingerprint =
        Input.option(
            ValueType.FINGERPRINT,
            "<SHA256:...>",
            "Fingerprint of the host key that the machine has to show, as 'ssh-keygen -l'"
                + " prints it on the machine. Without it the first key that answers is trusted,"
                + " unless the configuration gives one.",
            "--host-key-fingerprint");
    return about(
        OperationKind.REGISTER,
        () ->
            PlannedOperation.register(
                new Registration(instanceIp.value(), sshPort.given(), fingerprint.given())),
        () ->
            "register --instance-ip "
                + instanceIp.value()
                + sshPort.given().map(port -> " --ssh-port " + port).orElse("")
                + fingerprint.given().map(key -> " --host-key-fingerprint " + key).orElse(""),
        (deployer, name, settings) ->
            deployer
                .register(
                    name,
                    new Registration(instanceIp.value(), sshPort.given(), fingerprint.given()),
                    settings)
                .map(OperationResults::registered),
        instanceIp,
        sshPort,
        fingerprint);
  }

  /** {@code configure}. */
  public static CommandSpec configure() {
    Consents consents = new Consents();
    return about(
        OperationKind.CONFIGURE,
        (deployer, name, settings) ->
            deployer.configure(name, consents.in(settings)).map(OperationResults::phase),
        consents.firewall(),
        consents.restartDocker());
  }

  /** {@code release}. */
  public static CommandSpec release() {
    Input<Boolean> adopt = adopt();
    return about(
        OperationKind.RELEASE,
        (deployer, name, settings) ->
            deployer.release(name, adopting(adopt, settings)).map(OperationResults::phase),
        adopt);
  }

  /** The option by which a folder with data of somebody else is taken over. */
  private static Input<Boolean> adopt() {
    return Input.flag("Take over what somebody else left in the stack's folder.", "--adopt");
  }

  private static OperationOptions adopting(Input<Boolean> adopt, OperationOptions settings) {
    return ImmutableOperationOptions.builder().from(settings).adoptsData(adopt.isOn()).build();
  }

  /** {@code run}. */
  public static CommandSpec run() {
    return about(
        OperationKind.RUN,
        (deployer, name, settings) -> deployer.run(name, settings).map(OperationResults::running));
  }

  /** {@code destroy}. */
  public static CommandSpec destroy() {
    Input<String> environment = environment();
    Input<Boolean> yes = Input.flag("Do not ask.", "-y", "--yes");
    DryRun dryRun = new DryRun();
    return command(
        "destroy",
        invocation -> {
          if (dryRun.isOn()) {
            return dryRun.show(
                invocation, environment.value(), PlannedOperation.destroy(), "destroy");
          }
          Either<DeployError, EnvironmentName> named = Action.name(environment.value());
          Invocation.Operation destroy =
              (deployer, settings) ->
                  named
                      .flatMap(name -> deployer.destroy(name, settings))
                      .map(OperationResults::destroyed);
          return yes.isOn()
              ? invocation.operate(destroy)
              : invocation.confirm(
                  deployer -> named.flatMap(name -> destructionAllowed(invocation, deployer, name)),
                  name -> destroy);
        },
        environment,
        yes,
        dryRun.option());
  }

  private static Either<DeployError, EnvironmentName> destructionAllowed(
      Invocation invocation, Deployer deployer, EnvironmentName name) {
    return deployer
        .show(name)
        .flatMap(
            view ->
                view.environment() instanceof Destroyed
                    ? Either.right(name)
                    : new Confirmation(invocation.console())
                        .ask(name, Question.removing("destroy", vanishing(view.environment()))));
  }

  private static String vanishing(Environment environment) {
    String provider = environment.config().provider().displayName();
    return environment
        .knownMachine()
        .map(machine -> vanishing(machine, provider))
        .orElse("whatever carries the environment's label at " + provider);
  }

  private static String vanishing(Machine machine, String provider) {
    return machine.isManaged()
        ? "the machine '"
            + machine.name()
            + "' at "
            + provider
            + " ("
            + machine.address()
            + ") with all its data"
        : "nothing on the registered machine " + machine.address() + ", which is left as it is";
  }

  /** {@code purge}. */
  public static CommandSpec purge() {
    Input<String> environment = environment();
    Input<Boolean> yes =
        Input.flag("Do not ask; --force is the reference's name for it.", "-y", "--yes", "--force");
    Input<Boolean> abandon =
        Input.flag(
            "Purge although the machine may live, or although the state cannot be read.",
            "--abandon-resources");
    DryRun dryRun = new DryRun();
    return command(
        "purge",
        invocation -> {
          if (dryRun.isOn()) {
            return dryRun.show(
                invocation,
                environment.value(),
                PlannedOperation.purge(abandon.isOn()),
                abandon.isOn() ? "purge --abandon-resources" : "purge");
          }
          Either<DeployError, EnvironmentName> named = Action.name(environment.value());
          Invocation.Operation purge =
              (deployer, settings) ->
                  named
                      .flatMap(name -> deployer.purge(name, abandon.isOn(), settings))
                      .map(OperationResults::purged);
          return yes.isOn()
              ? invocation.operate(purge)
              : invocation.confirm(
                  deployer ->
                      named.flatMap(
                          name -> purgeAllowed(invocation, deployer, name, abandon.isOn())),
                  name -> purge);
        },
        environment,
        yes,
        abandon,
        dryRun.option());
  }

  /** Nobody is asked about what will be refused anyway. */
  private static Either<DeployError, EnvironmentName> purgeAllowed(
      Invocation invocation, Deployer deployer, EnvironmentName name, boolean abandons) {
    Either<DeployError, EnvironmentView> view = deployer.show(name);
    boolean unreadable = view.isLeft() && view.getLeft().kind() == ErrorKind.CORRUPT_STATE;
    if (view.isLeft() && !(unreadable && abandons)) {
      return Either.left(view.getLeft());
    }
    if (view.isRight() && view.get().mayHoldResources() && !abandons) {
      return Either.right(name);
    }
    return new Confirmation(invocation.console())
        .ask(
            name,
            Question.removing(
                "purge",
                folder(invocation, "data", name) + " with state and traces",
                folder(invocation, "build", name) + " with all artifacts"));
  }

  private static Path folder(Invocation invocation, String part, EnvironmentName name) {
    return invocation.workingDirectory().resolve(part).resolve(name.value());
  }
}
