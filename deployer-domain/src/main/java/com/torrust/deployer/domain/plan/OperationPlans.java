package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.backup.BackupChoice;
import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans of the operations that lead to no configuration. Pure. */
public final class OperationPlans {

  private OperationPlans() {}

  /** The adoption of the machine at an address. */
  public static Plan register(Environment environment, HostAddress address) {
    return of(environment)
        .addPhases(
            new PlannedPhase(
                OperationKind.REGISTER,
                Effect.CREATE,
                "the machine "
                    + address
                    + " is looked at, and adopted when nothing stands in the way",
                List.of()))
        .build();
  }

  /** The destruction of an environment; of one that is destroyed nothing is left to do. */
  public static Plan destroy(Environment environment) {
    boolean done = environment instanceof Destroyed;
    return of(environment)
        .addPhases(
            new PlannedPhase(
                OperationKind.DESTROY,
                done ? Effect.NONE : Effect.DELETE,
                destruction(environment),
                endingServices(environment)))
        .losses(lossesOfDestruction(environment))
        .build();
  }

  /** A backup: something is added at another place, and nothing of the environment changes. */
  public static Plan backup(Environment environment) {
    String place =
        environment
            .config()
            .backup()
            .flatMap(BackupConfig::repository)
            .map(repository -> repository.location().value())
            .orElse("the repository");
    return of(environment)
        .addPhases(
            new PlannedPhase(
                OperationKind.BACKUP,
                Effect.CREATE,
                "database, release and configuration are saved in "
                    + place
                    + " while the tracker goes on; what is not kept any more is removed there",
                List.of()))
        .build();
  }

  /** A restore: the data of the tracker is replaced, and a copy of it stays on the machine. */
  public static Plan restore(Environment environment, BackupChoice choice) {
    String which =
        choice.id().map(id -> "backup " + id).orElse("the latest backup")
            + choice.of().map(other -> " of '" + other + "'").orElse("");
    return of(environment)
        .addPhases(
            new PlannedPhase(
                OperationKind.RESTORE,
                Effect.CHANGE,
                which
                    + " is put in place of the tracker's data, of which a copy stays on the"
                    + " machine and comes back when the tracker does not get well",
                List.of(
                    new ServiceEffect(
                        Component.TRACKER.service(),
                        Effect.CHANGE,
                        "it stops while its data is replaced"))))
        .addLosses("what was written to the tracker's database since that backup was taken")
        .build();
  }

  private static String destruction(Environment environment) {
    if (environment instanceof Destroyed) {
      return "it is destroyed already";
    }
    if (environment instanceof Created) {
      return "nothing was made for it outside of this computer";
    }
    return environment
        .knownMachine()
        .map(
            machine ->
                machine.isManaged()
                    ? "the machine " + described(machine) + " is removed"
                    : "the environment ends; the registered machine "
                        + machine.address()
                        + " is left as it is")
        .orElse("whatever carries its label at the provider is removed");
  }

  private static List<ServiceEffect> endingServices(Environment environment) {
    return removesStack(environment)
        ? environment.config().components().stream()
            .map(Component::service)
            .sorted()
            .map(service -> new ServiceEffect(service, Effect.DELETE, "its machine is removed"))
            .toList()
        : List.of();
  }

  private static List<String> lossesOfDestruction(Environment environment) {
    List<String> losses = new ArrayList<>();
    if (!(environment instanceof Destroyed)) {
      environment
          .knownMachine()
          .filter(Machine::isManaged)
          .ifPresent(
              machine -> losses.add("the machine " + described(machine) + " with all its data"));
      if (removesStack(environment)) {
        losses.addAll(Losses.all(environment.config()));
      }
    }
    return losses;
  }

  private static boolean removesStack(Environment environment) {
    return !(environment instanceof Destroyed)
        && environment.installedRelease().isPresent()
        && environment.knownMachine().filter(Machine::isManaged).isPresent();
  }

  /**
   * The removal of what is kept on this computer.
   *
   * @param stored the environment, if it can be read
   * @param mayHoldResources whether something may live on at the provider that nobody knows of then
   */
  public static Plan purge(
      EnvironmentName name, Optional<Environment> stored, boolean mayHoldResources) {
    ImmutablePlan.Builder plan =
        stored
            .map(OperationPlans::of)
            .orElseGet(() -> ImmutablePlan.builder().environment(name))
            .addPhases(
                new PlannedPhase(
                    OperationKind.PURGE,
                    Effect.DELETE,
                    "state, traces and artifacts on this computer are removed; the history stays",
                    List.of()));
    if (mayHoldResources) {
      plan.addLosses(
          stored
                  .flatMap(Environment::knownMachine)
                  .map(machine -> "the machine " + described(machine))
                  .orElse("whatever was made at the provider")
              + " lives on with nobody knowing of it");
    }
    return plan.build();
  }

  private static String described(Machine machine) {
    return "'" + machine.name() + "' at " + machine.address();
  }

  private static ImmutablePlan.Builder of(Environment environment) {
    return ImmutablePlan.builder()
        .environment(environment.name())
        .state(environment.stateName())
        .addBasis(environment.context().id().value())
        .addBasis("revision " + environment.context().revision());
  }
}
