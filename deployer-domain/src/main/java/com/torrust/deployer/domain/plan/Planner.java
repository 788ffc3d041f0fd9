package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.MemberChange;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans the way of an environment to a configuration that runs. What a change means is read from
 * what both configurations render to, so that a plan cannot promise less than a phase would do.
 * Pure.
 */
public final class Planner {

  private static final List<OperationKind> PHASES =
      List.of(
          OperationKind.PROVISION,
          OperationKind.CONFIGURE,
          OperationKind.RELEASE,
          OperationKind.RUN);

  private static final PlannedPhase COPY =
      new PlannedPhase(
          OperationKind.BACKUP,
          Effect.CREATE,
          "another program may change the data: a copy stays on the machine, and comes back with"
              + " the release in force when the new one does not get healthy",
          List.of());

  /** What may be different at the provider as well. */
  private static final Set<MemberChange.Kind> AT_PROVIDER =
      Set.of(MemberChange.Kind.CONFIGURE, MemberChange.Kind.MACHINE_RESTART);

  private final Environment environment;
  private final Rendered stored;
  private final Rendered wanted;
  private final List<String> members;
  private final List<Obstacle> obstacles;
  private final boolean configuresAnother;
  private final boolean releasesAnother;
  private final boolean providesAnother;
  private final boolean restartsMachine;

  private Planner(
      Environment environment,
      Rendered stored,
      Rendered wanted,
      List<String> members,
      Set<MemberChange.Kind> kinds,
      List<Obstacle> obstacles) {
    this.environment = environment;
    this.stored = stored;
    this.wanted = wanted;
    this.members = members;
    this.obstacles = obstacles;
    this.configuresAnother = !stored.machine().equals(wanted.machine());
    ReleaseId installed = environment.installedRelease().orElse(stored.release().id());
    this.releasesAnother = !installed.equals(wanted.release().id());
    // A token of the connection is given to the provider as well, and changes nothing there.
    this.providesAnother =
        hasMachine(environment)
            && environment.knownMachine().map(Machine::isManaged).orElse(false)
            && !stored.provider().equals(wanted.provider())
            && kinds.stream().anyMatch(AT_PROVIDER::contains);
    this.restartsMachine = providesAnother && kinds.contains(MemberChange.Kind.MACHINE_RESTART);
  }

  /**
   * Plans.
   *
   * @param providers who can describe the configurations
   * @param environment the environment as it is stored
   * @param stored its stored configuration
   * @param wanted the one to run
   */
  public static Plan plan(
      Providers providers, Environment environment, Rendered stored, Rendered wanted) {
    List<String> members = ConfigDifference.between(providers, stored.config(), wanted.config());
    List<Obstacle> obstacles = obstacles(providers, environment, stored.config(), wanted.config());
    return new Planner(environment, stored, wanted, members, kinds(providers, members), obstacles)
        .plan();
  }

  /**
   * Plans one phase for the stored configuration.
   *
   * @param phase one from {@code provision} to {@code run}
   */
  public static Plan planPhase(Environment environment, Rendered stored, OperationKind phase) {
    Planner planner = new Planner(environment, stored, stored, List.of(), Set.of(), List.of());
    return planner.basis().addPhases(planner.phase(phase)).build();
  }

  /**
   * Plans the way back to a release that the machine keeps.
   *
   * @param wanted what its configuration renders to now, which may be another release
   * @param configures whether the machine has to be configured for it
   */
  public static Plan planReturn(
      Providers providers,
      Environment environment,
      Rendered stored,
      Rendered wanted,
      InstalledRelease release,
      boolean configures) {
    Planner planner =
        new Planner(
            environment,
            stored,
            wanted,
            ConfigDifference.between(providers, stored.config(), release.config()),
            Set.of(),
            List.of());
    ImmutablePlan.Builder plan = planner.basis().members(planner.members);
    if (configures) {
      plan.addPhases(
          new PlannedPhase(
              OperationKind.CONFIGURE,
              Effect.CHANGE,
              "the machine is configured differently",
              List.of()));
    }
    boolean isInstalled = environment.installedRelease().equals(Optional.of(release.id()));
    return plan.addPhases(
            new PlannedPhase(
                OperationKind.RELEASE,
                isInstalled ? Effect.NONE : Effect.CHANGE,
                "release " + release.id() + " is put back",
                List.of()),
            new PlannedPhase(
                OperationKind.RUN,
                isInstalled ? Effect.NONE : Effect.CHANGE,
                "every service is proven",
                isInstalled ? List.of() : planner.returning(release)))
        .losses(Losses.between(stored.config(), release.config()))
        .addBasis("back to " + release.id())
        .build();
  }

  /**
   * Plans other values for secrets. What they are is drawn anew at every call, therefore nothing of
   * the plan's basis is made from them.
   *
   * @param members the secrets, as JSON pointers
   */
  public static Plan planRotation(
      Environment environment, Rendered stored, Rendered wanted, List<String> members) {
    Planner planner = new Planner(environment, stored, wanted, members, Set.of(), List.of());
    return planner
        .basis()
        .basis(
            List.of(
                environment.context().id().value(),
                "revision " + environment.context().revision(),
                "rotation of release " + stored.release().id()))
        .members(members)
        .phases(planner.phases())
        .build();
  }

  /** What another program has rendered is not known here but for its images. */
  private List<ServiceEffect> returning(InstalledRelease release) {
    Optional<InstalledRelease> installed =
        environment.installedRelease().flatMap(environment.context()::release);
    return wanted.release().id().equals(release.id())
            && environment.installedRelease().equals(Optional.of(stored.release().id()))
        ? ServiceEffects.between(stored.release(), wanted.release())
        : ServiceEffects.byImages(
            installed.map(InstalledRelease::images).orElse(Map.of()), release.images());
  }

  /** Plans an environment that is yet to be created. */
  public static Plan planNew(Rendered wanted) {
    return ImmutablePlan.builder()
        .environment(wanted.config().name())
        .addPhases(
            new PlannedPhase(
                OperationKind.PROVISION, Effect.CREATE, "there is no machine yet", List.of()),
            new PlannedPhase(
                OperationKind.CONFIGURE,
                Effect.NOT_EVALUATED,
                "only what differs is changed",
                List.of()),
            new PlannedPhase(
                OperationKind.RELEASE, Effect.CREATE, "nothing is released yet", List.of()),
            new PlannedPhase(
                OperationKind.RUN,
                Effect.CREATE,
                "every service is proven",
                ServiceEffects.ofNew(wanted.release())))
        .addBasis("release " + wanted.release().id())
        .addBasis("provider " + wanted.provider().digest())
        .build();
  }

  private Plan plan() {
    return basis()
        .members(members)
        .obstacles(obstacles)
        .phases(phases())
        .restartsMachine(restartsMachine)
        .losses(
            hasMachine(environment) ? Losses.between(stored.config(), wanted.config()) : List.of())
        .build();
  }

  private ImmutablePlan.Builder basis() {
    return ImmutablePlan.builder()
        .environment(environment.name())
        .state(environment.stateName())
        .addBasis(environment.context().id().value())
        .addBasis("revision " + environment.context().revision())
        .addBasis("release " + wanted.release().id())
        .addBasis("machine " + wanted.machine().digest())
        .addBasis("provider " + wanted.provider().digest());
  }

  private static boolean hasMachine(Environment environment) {
    return environment.stateName() != StateName.CREATED;
  }

  private static Set<MemberChange.Kind> kinds(Providers providers, List<String> members) {
    return members.stream()
        .map(member -> MemberChange.of(providers, member))
        .flatMap(Optional::stream)
        .map(MemberChange::kind)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Why an environment cannot be led to a configuration in place, known before anything is
   * rendered.
   *
   * @param stored the configuration that is in force
   */
  public static List<Obstacle> obstacles(
      Providers providers,
      Environment environment,
      EnvironmentConfig stored,
      EnvironmentConfig wanted) {
    return hasMachine(environment)
        ? obstacles(providers, ConfigDifference.ofMeaning(providers, stored, wanted))
        : List.of();
  }

  private static List<Obstacle> obstacles(Providers providers, List<String> members) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (String member : members) {
      MemberChange.Kind kind =
          MemberChange.of(providers, member)
              .map(MemberChange::kind)
              // Of a provider that is not here nobody knows what its machine is made by.
              .orElse(MemberChange.Kind.NEW_MACHINE);
      if (kind == MemberChange.Kind.NEW_DATABASE) {
        obstacles.add(
            new Obstacle(
                new ErrorCode("change.database_fixed"),
                member,
                member + " belongs to the data that is in service",
                "make a backup, deploy the new configuration under another name, and restore it"
                    + " there"));
      } else if (kind == MemberChange.Kind.NEW_MACHINE) {
        obstacles.add(
            new Obstacle(
                new ErrorCode("change.needs_new_machine"),
                member,
                member + " is given to a machine when it is made",
                "deploy the new configuration under another name beside this one, move the data,"
                    + " then destroy this one"));
      }
    }
    return obstacles;
  }

  private List<PlannedPhase> phases() {
    OperationKind first = first();
    return PHASES.subList(PHASES.indexOf(first), PHASES.size()).stream()
        .flatMap(
            kind ->
                kind == OperationKind.RELEASE && copiesData()
                    ? Stream.of(COPY, phase(kind))
                    : Stream.of(phase(kind)))
        .toList();
  }

  /** Whether the data belongs to the release in force, and to other programs by what is wanted. */
  private boolean copiesData() {
    return releasesAnother
        && environment
            .context()
            .releaseInForce()
            .filter(present -> environment.installedRelease().equals(Optional.of(present.id())))
            .filter(present -> DataRisk.between(present.images(), wanted.release().images()))
            .isPresent();
  }

  /** The earliest phase that the state or the change asks for. */
  private OperationKind first() {
    OperationKind byState = environment.stateName().leadsOnBy();
    OperationKind byChange =
        providesAnother
            ? OperationKind.PROVISION
            : configuresAnother
                ? OperationKind.CONFIGURE
                : releasesAnother ? OperationKind.RELEASE : OperationKind.RUN;
    return PHASES.indexOf(byState) < PHASES.indexOf(byChange) ? byState : byChange;
  }

  private PlannedPhase phase(OperationKind phase) {
    return switch (phase) {
      case CONFIGURE ->
          configuresAnother
              ? new PlannedPhase(
                  phase, Effect.CHANGE, "the machine is configured differently", List.of())
              : new PlannedPhase(
                  phase, Effect.NOT_EVALUATED, "only what differs is changed", List.of());
      case RELEASE ->
          environment.installedRelease().isEmpty()
              ? new PlannedPhase(phase, Effect.CREATE, "nothing is released yet", List.of())
              : releasesAnother
                  ? new PlannedPhase(
                      phase, Effect.CHANGE, "the stack's files are different", List.of())
                  : new PlannedPhase(phase, Effect.NONE, "the same release", List.of());
      case RUN -> run();
      default ->
          providesAnother
              ? new PlannedPhase(
                  phase,
                  restartsMachine ? Effect.RESTART : Effect.CHANGE,
                  restartsMachine
                      ? "the machine is switched off, changed and switched on"
                      : "the provider changes it in place",
                  List.of())
              : hasMachine(environment)
                  ? new PlannedPhase(
                      phase,
                      Effect.NOT_KNOWN_YET,
                      "what an earlier attempt has made is taken over",
                      List.of())
                  : new PlannedPhase(phase, Effect.CREATE, "there is no machine yet", List.of());
    };
  }

  private PlannedPhase run() {
    boolean isNew = environment.installedRelease().isEmpty();
    List<ServiceEffect> services =
        isNew
            ? ServiceEffects.ofNew(wanted.release())
            : restartsMachine
                ? ServiceEffects.ofRestart(wanted.release())
                : ServiceEffects.between(stored.release(), wanted.release());
    Effect effect = isNew ? Effect.CREATE : services.isEmpty() ? Effect.NONE : Effect.CHANGE;
    return new PlannedPhase(OperationKind.RUN, effect, "every service is proven", services);
  }
}
