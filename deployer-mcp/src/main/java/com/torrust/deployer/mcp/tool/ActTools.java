package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.plan.Effect;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.result.BackupDocuments;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.json.result.RotateDocuments;
import com.torrust.deployer.mcp.gate.Capability;
import com.torrust.deployer.mcp.operation.Operations;
import com.torrust.deployer.mcp.operation.RunningOperation;
import com.torrust.deployer.mcp.tool.Tool.Hints;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.Registration;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The tools that plan, and those that change something. */
final class ActTools {

  private static final String DEPLOY = "deploy";
  private static final String ROLLBACK = "rollback";
  private static final String DESTROY = "destroy";
  private static final String PURGE = "purge";
  private static final String ROTATE = "rotate";
  private static final String BACKUP = "backup";
  private static final String RESTORE = "restore";
  private static final List<String> PLANNED =
      List.of(DEPLOY, ROLLBACK, ROTATE, RESTORE, DESTROY, PURGE);

  private static final Argument<String> OPERATION =
      Argument.word(
          "operation",
          PLANNED,
          word -> Optional.of(word).filter(PLANNED::contains),
          "What to plan; deploy unless given.");

  private static final Argument<PlanDepth> DEPTH =
      Argument.word(
          "depth",
          Arrays.stream(PlanDepth.values()).map(PlanDepth::text).toList(),
          word ->
              Arrays.stream(PlanDepth.values())
                  .filter(depth -> depth.text().equals(word))
                  .findFirst(),
          "online, unless given: a plan to deploy asks the provider and the machine what is not as"
              + " it was left. offline: what is stored here says all, as where nothing answers.");

  private static final Argument<ReleaseId> RELEASE =
      Argument.text(
          "release",
          "^[0-9a-f]{16}$",
          text ->
              text.matches("[0-9a-f]{16}") ? Optional.of(new ReleaseId(text)) : Optional.empty(),
          "Which release to go back to; the one before the present one unless given.");

  private static final Argument<String> SECRET =
      Argument.text(
          "secret",
          "^[a-z][a-z_.]{0,80}$",
          text -> text.matches("[a-z][a-z_.]{0,80}") ? Optional.of(text) : Optional.empty(),
          "Path of one secret in the configuration, such as tracker.http_api.admin_token; all that"
              + " the environment has unless given.");

  private static final Argument<BackupId> BACKUP_ID =
      Argument.text(
          "backup",
          "^(?:[0-9a-f]{8,64}|copy-[0-9]{8}T[0-9]{6}Z)$",
          BackupId::parse,
          "Which backup, or copy that the machine keeps; the latest backup unless given.");

  private static final Argument<EnvironmentName> TAKEN_FROM =
      Argument.text(
          "taken_from",
          "^[a-z](?:-?[a-z0-9])*$",
          text -> EnvironmentName.parse(text).toJavaOptional(),
          "Another environment with the same repository whose backup is meant.");

  private static final Argument<Boolean> VERIFY =
      Argument.flag(
          "verify",
          "true: the drill in place of a new backup; one is fetched, opened beside the tracker and"
              + " counted, and the repository is checked. Nothing else is touched.");

  private static final Argument<HostAddress> ADDRESS =
      Argument.text(
              "address",
              "^[0-9a-fA-F.:]+$",
              HostAddress::parse,
              "IPv4 or IPv6 address of the machine.")
          .required();

  private static final Argument<Integer> SSH_PORT =
      Argument.number(
          "ssh_port", 1, 65_535, "SSH port, where it is not the one of the configuration.");

  private static final Argument<String> FINGERPRINT =
      Argument.text(
              "host_key_fingerprint",
              "^SHA256:[A-Za-z0-9+/]{43}$",
              text ->
                  text.matches("SHA256:[A-Za-z0-9+/]{43}") ? Optional.of(text) : Optional.empty(),
              "Fingerprint of the host key that the machine has to show, as 'ssh-keygen -l' prints"
                  + " it on the machine. Ask the operator for it; the key of the first contact is"
                  + " never trusted here.")
          .required();

  private final Workbench bench;
  private final OutputSchemas schemas;
  private final Configurations configurations;

  ActTools(Workbench bench, OutputSchemas schemas) {
    this.bench = bench;
    this.schemas = schemas;
    this.configurations = new Configurations(bench);
  }

  List<Tool> all() {
    return List.of(
        new Tool(
            "plan",
            "Plan an operation",
            "What deploy, rollback, rotate, restore, destroy or purge would do now: phases, effects"
                + " on services, losses, obstacles, and the id of the plan. Changes nothing. With a"
                + " configuration: what a change of a stored environment to it would do. Show the"
                + " plan to the operator before you go on.",
            Hints.REMOTE_LOOK,
            Set.of(),
            List.of(
                CommonArguments.ENVIRONMENT,
                OPERATION,
                DEPTH,
                CommonArguments.CONFIG,
                CommonArguments.CONFIG_FILE,
                CommonArguments.UNTIL,
                RELEASE,
                SECRET,
                BACKUP_ID,
                TAKEN_FROM),
            () -> schemas.published("plan"),
            this::plan),
        new Tool(
            "create_environment",
            "Store an environment",
            "Stores a configuration as a new environment. Makes no machine and costs nothing.",
            new Hints(false, false, false, false),
            Set.of(Capability.WRITE),
            List.of(CommonArguments.CONFIG, CommonArguments.CONFIG_FILE),
            () -> schemas.published("create-environment"),
            this::create),
        operation(
            "register",
            "Adopt a machine",
            "Adopts an existing machine for a created environment, after a look at it that changes"
                + " nothing on it. Such a machine is never destroyed.",
            new Hints(false, false, true, true),
            Set.of(Capability.WRITE),
            "register",
            List.of(CommonArguments.ENVIRONMENT, ADDRESS, SSH_PORT, FINGERPRINT),
            this::register),
        operation(
            DEPLOY,
            "Deploy, change or resume",
            "Runs the phases that are missing until the tracker is proven healthy; with a"
                + " configuration, changes the environment to it; after a failure, goes on where it"
                + " stopped. Making a machine needs the capability spend, taking something from"
                + " clients the capability destroy, and both an approved plan. Takes minutes.",
            new Hints(false, true, true, true),
            Set.of(Capability.WRITE),
            DEPLOY,
            List.of(
                CommonArguments.ENVIRONMENT,
                CommonArguments.PLAN,
                CommonArguments.CONFIG,
                CommonArguments.CONFIG_FILE,
                CommonArguments.UNTIL),
            this::deploy),
        operation(
            ROLLBACK,
            "Go back to a release",
            "Puts an earlier release back with its configuration and proves it; data stays as it"
                + " is.",
            new Hints(false, true, false, true),
            Set.of(Capability.WRITE),
            ROLLBACK,
            List.of(CommonArguments.ENVIRONMENT, CommonArguments.PLAN, RELEASE),
            this::rollback),
        operation(
            ROTATE,
            "Rotate secrets",
            "Draws new values for secrets, sets them wherever they are used, and proves that the"
                + " former ones are refused. No value is told. Needs an approved plan.",
            new Hints(false, true, false, true),
            Set.of(Capability.DESTROY),
            ROTATE,
            List.of(CommonArguments.ENVIRONMENT, CommonArguments.PLAN, SECRET),
            this::rotate),
        operation(
            BACKUP,
            "Take or prove a backup",
            "Saves database, release and configuration in the repository of the configuration while"
                + " the tracker goes on, or proves a backup by fetching it.",
            new Hints(false, false, false, true),
            Set.of(Capability.WRITE),
            BACKUP,
            List.of(CommonArguments.ENVIRONMENT, VERIFY, BACKUP_ID),
            this::backup),
        operation(
            RESTORE,
            "Put a backup back",
            "Replaces the tracker's data by a backup. What is there is copied first and comes back"
                + " when the tracker does not get well. Needs an approved plan.",
            new Hints(false, true, true, true),
            Set.of(Capability.DESTROY),
            RESTORE,
            List.of(CommonArguments.ENVIRONMENT, CommonArguments.PLAN, BACKUP_ID, TAKEN_FROM),
            this::restore),
        operation(
            DESTROY,
            "Destroy an environment",
            "Removes the machine with all its data, and everything that came with it. A registered"
                + " machine is left as it is. Needs an approved plan.",
            new Hints(false, true, true, true),
            Set.of(Capability.DESTROY),
            DESTROY,
            List.of(CommonArguments.ENVIRONMENT, CommonArguments.PLAN),
            this::destroy),
        new Tool(
            PURGE,
            "Forget an environment",
            "Removes the local data of an environment that has no machine any more; its history"
                + " stays. Needs an approved plan.",
            new Hints(false, true, true, false),
            Set.of(Capability.DESTROY),
            List.of(CommonArguments.ENVIRONMENT, CommonArguments.PLAN),
            () -> schemas.published(PURGE),
            this::purge));
  }

  /** Tells how an operation goes and what it came to. */
  private interface Begin {
    Either<DeployError, Outcome> run(Arguments arguments, ToolCall call);
  }

  private Tool operation(
      String name,
      String title,
      String description,
      Hints hints,
      Set<Capability> needs,
      String result,
      List<Argument<?>> arguments,
      Begin begin) {
    List<Argument<?>> all = new ArrayList<>(arguments);
    all.add(CommonArguments.BACKGROUND);
    return new Tool(
        name, title, description, hints, needs, all, () -> schemas.operation(result), begin::run);
  }

  private Either<DeployError, Outcome> plan(Arguments arguments, ToolCall call) {
    String operation = arguments.find(OPERATION).orElse(DEPLOY);
    return bench
        .environment(arguments)
        .flatMap(name -> present(name, operation, arguments, call))
        .flatMap(plan -> bench.approvals().planned(plan, operation).map(kept -> plan))
        .map(plan -> Outcome.of(ResultDocuments.planned(plan)));
  }

  /** The plan that is true now. */
  private Either<DeployError, Plan> present(
      EnvironmentName name, String operation, Arguments arguments, ToolCall call) {
    PlanDepth depth = arguments.find(DEPTH).orElse(PlanDepth.ONLINE);
    return operation.equals(DEPLOY) && Configurations.isIn(arguments)
        ? config(name, arguments)
            .flatMap(
                config -> bench.deployer().plan(config, target(arguments), depth, options(call)))
        : present(name, operation, arguments, call, depth);
  }

  /** The same for what is stored. */
  private Either<DeployError, Plan> present(
      EnvironmentName name, String operation, Arguments arguments, ToolCall call, PlanDepth depth) {
    return bench.deployer().plan(name, planned(operation, arguments), depth, options(call));
  }

  private static PlannedOperation planned(String operation, Arguments arguments) {
    return switch (operation) {
      case ROLLBACK -> PlannedOperation.rollback(arguments.find(RELEASE));
      case ROTATE -> PlannedOperation.rotate(secrets(arguments));
      case RESTORE -> PlannedOperation.restore(choice(arguments));
      case DESTROY -> PlannedOperation.destroy();
      case PURGE -> PlannedOperation.purge(false);
      default -> PlannedOperation.deploy(target(arguments));
    };
  }

  private static DeployTarget target(Arguments arguments) {
    return arguments.find(CommonArguments.UNTIL).orElse(DeployTarget.RUNNING);
  }

  /** The configuration of a call about a stored environment, which has to be that environment's. */
  private Either<DeployError, EnvironmentConfig> config(EnvironmentName name, Arguments arguments) {
    return configurations
        .read(arguments)
        .map(ParsedConfig::config)
        .filterOrElse(
            config -> config.name().equals(name),
            config ->
                Argument.invalid(
                    CommonArguments.ENVIRONMENT.name(),
                    "the configuration is of '" + config.name() + "', not of '" + name + "'"))
        .flatMap(config -> bench.deployer().show(name).map(stored -> config));
  }

  private Either<DeployError, Outcome> create(Arguments arguments, ToolCall call) {
    return configurations
        .read(arguments)
        .flatMap(
            parsed ->
                bench
                    .permissions()
                    .admit(parsed.config().name(), Capability.WRITE)
                    .flatMap(name -> bench.deployer().create(parsed.config(), options(call)))
                    .map(
                        created ->
                            Outcome.of(
                                ResultDocuments.created(
                                    created, parsed.warnings(), bench.workingDirectory()))));
  }

  private static OperationOptions options(ToolCall call) {
    return ImmutableOperationOptions.builder()
        .actor(Operations.actor(call.client()))
        .cancellation(call.cancellation())
        .build();
  }

  private Either<DeployError, Outcome> register(Arguments arguments, ToolCall call) {
    Registration registration =
        new Registration(
            arguments.get(ADDRESS),
            arguments.find(SSH_PORT),
            Optional.of(arguments.get(FINGERPRINT)));
    return bench
        .permissions()
        .admit(arguments.get(CommonArguments.ENVIRONMENT), Capability.WRITE)
        .flatMap(
            name ->
                run(
                    arguments,
                    call,
                    Optional.empty(),
                    options ->
                        bench
                            .deployer()
                            .register(name, registration, options)
                            .map(ResultDocuments::registered)));
  }

  private Either<DeployError, Outcome> deploy(Arguments arguments, ToolCall call) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    DeployTarget target = target(arguments);
    Deployer deployer = bench.deployer();
    if (!Configurations.isIn(arguments)) {
      return admitted(
          arguments,
          call,
          DEPLOY,
          depth -> present(name, DEPLOY, arguments, call, depth),
          options -> deployer.deploy(name, target, options).map(ResultDocuments::deployed));
    }
    return bench
        .environment(arguments)
        .flatMap(allowed -> config(allowed, arguments))
        .flatMap(
            config ->
                admitted(
                    arguments,
                    call,
                    DEPLOY,
                    depth -> deployer.plan(config, target, depth, options(call)),
                    options ->
                        deployer.deploy(config, target, options).map(ResultDocuments::deployed)));
  }

  private Either<DeployError, Outcome> rollback(Arguments arguments, ToolCall call) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    Optional<ReleaseId> release = arguments.find(RELEASE);
    return admitted(
        arguments,
        call,
        ROLLBACK,
        depth -> present(name, ROLLBACK, arguments, call, depth),
        options ->
            bench.deployer().rollback(name, release, options).map(ResultDocuments::deployed));
  }

  private static List<String> secrets(Arguments arguments) {
    return arguments.find(SECRET).map(List::of).orElse(List.of());
  }

  private Either<DeployError, Outcome> rotate(Arguments arguments, ToolCall call) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    List<String> secrets = secrets(arguments);
    return admitted(
        arguments,
        call,
        ROTATE,
        depth -> present(name, ROTATE, arguments, call, depth),
        options ->
            bench
                .deployer()
                .rotate(name, secrets, options)
                .map(result -> RotateDocuments.rotated(result, bench.workingDirectory())));
  }

  private static BackupChoice choice(Arguments arguments) {
    return new BackupChoice(arguments.find(BACKUP_ID), arguments.find(TAKEN_FROM));
  }

  private Either<DeployError, Outcome> backup(Arguments arguments, ToolCall call) {
    BackupChoice choice = choice(arguments);
    boolean verifies = arguments.isOn(VERIFY);
    if (!verifies && choice.id().isPresent()) {
      return Either.left(
          Argument.invalid(BACKUP_ID.name(), "a new backup has no id yet; verify takes one"));
    }
    return bench
        .permissions()
        .admit(arguments.get(CommonArguments.ENVIRONMENT), Capability.WRITE)
        .flatMap(
            name ->
                run(
                    arguments,
                    call,
                    Optional.empty(),
                    options ->
                        (verifies
                                ? bench.deployer().verifyBackup(name, choice, options)
                                : bench.deployer().backup(name, options))
                            .map(made -> BackupDocuments.backup(name.value(), made))));
  }

  private Either<DeployError, Outcome> restore(Arguments arguments, ToolCall call) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    BackupChoice choice = choice(arguments);
    return choice
        .of()
        .map(other -> bench.permissions().admit(other))
        .orElse(Either.right(name))
        .flatMap(
            allowed ->
                admitted(
                    arguments,
                    call,
                    RESTORE,
                    depth -> present(name, RESTORE, arguments, call, depth),
                    options ->
                        bench
                            .deployer()
                            .restore(name, choice, options)
                            .map(BackupDocuments::restoration)));
  }

  private Either<DeployError, Outcome> destroy(Arguments arguments, ToolCall call) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    return admitted(
        arguments,
        call,
        DESTROY,
        depth -> present(name, DESTROY, arguments, call, depth),
        options -> bench.deployer().destroy(name, options).map(ResultDocuments::destroyed));
  }

  private Either<DeployError, Outcome> purge(Arguments arguments, ToolCall call) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    return approval(arguments, call, PURGE, depth -> present(name, PURGE, arguments, call, depth))
        .flatMap(
            by ->
                bench
                    .deployer()
                    .purge(name, false, options(call))
                    .map(ResultDocuments::purged)
                    .map(done -> new Outcome(done, by, Optional.empty(), false)));
  }

  /** Begins an operation if its plan may be carried out. */
  private Either<DeployError, Outcome> admitted(
      Arguments arguments,
      ToolCall call,
      String operation,
      Function<PlanDepth, Either<DeployError, Plan>> plan,
      Function<OperationOptions, Either<DeployError, Document>> work) {
    return approval(arguments, call, operation, plan).flatMap(by -> run(arguments, call, by, work));
  }

  /**
   * Who agreed to a plan; nobody where nobody has to. What is true now is looked at as far as it
   * was when the plan was shown.
   */
  private Either<DeployError, Optional<String>> approval(
      Arguments arguments,
      ToolCall call,
      String operation,
      Function<PlanDepth, Either<DeployError, Plan>> plan) {
    EnvironmentName name = arguments.get(CommonArguments.ENVIRONMENT);
    return bench
        .permissions()
        .admit(name)
        .flatMap(allowed -> bench.gate().unused(arguments.find(CommonArguments.PLAN)))
        .flatMap(unused -> bench.gate().depth(unused))
        .flatMap(plan)
        .flatMap(
            present -> {
              Set<Capability> needed = needed(present, operation);
              for (Capability capability : needed) {
                Either<DeployError, EnvironmentName> allowed =
                    bench.permissions().admit(name, capability);
                if (allowed.isLeft()) {
                  return Either.left(allowed.getLeft());
                }
              }
              return needed.equals(Set.of(Capability.WRITE))
                  ? Either.right(Optional.empty())
                  : bench
                      .gate()
                      .pass(present, operation, arguments.find(CommonArguments.PLAN), call)
                      .map(Optional::of);
            });
  }

  /** What a plan needs to be allowed: it is judged by its effects, not by the name of a tool. */
  static Set<Capability> needed(Plan plan, String operation) {
    Set<Capability> needed = EnumSet.noneOf(Capability.class);
    boolean makesMachine =
        plan.phases().stream()
            .anyMatch(
                phase -> phase.phase() == OperationKind.PROVISION && phase.effect() != Effect.NONE);
    if (List.of(DESTROY, PURGE, ROTATE, RESTORE).contains(operation)) {
      needed.add(Capability.DESTROY);
    } else {
      needed.add(Capability.WRITE);
      if (makesMachine) {
        needed.add(Capability.SPEND);
      }
      if (plan.needsApproval()) {
        needed.add(Capability.DESTROY);
      }
    }
    return needed;
  }

  private Either<DeployError, Outcome> run(
      Arguments arguments,
      ToolCall call,
      Optional<String> approvedBy,
      Function<OperationOptions, Either<DeployError, Document>> work) {
    Optional<PlanId> plan = arguments.find(CommonArguments.PLAN);
    RunningOperation operation =
        bench
            .operations()
            .begin(
                arguments.get(CommonArguments.ENVIRONMENT),
                call.client(),
                plan,
                call::progress,
                work);
    if (arguments.isOn(CommonArguments.BACKGROUND) && operation.isRunning()) {
      return Either.right(new Outcome(operation.document(), approvedBy, operation.id(), true));
    }
    Runnable forget =
        call.cancellation().onRequest(() -> operation.cancel("the client took the call back"));
    try {
      return operation
          .await()
          .mapLeft(error -> operation.id().map(id -> error.with("operation_id", id)).orElse(error))
          .map(done -> new Outcome(operation.document(), approvedBy, operation.id(), false));
    } finally {
      forget.run();
    }
  }
}
