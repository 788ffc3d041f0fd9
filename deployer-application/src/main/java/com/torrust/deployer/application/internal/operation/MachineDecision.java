package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.sdk.operation.MachineSource;
import com.torrust.deployer.sdk.operation.Registration;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a deployment may go on with the machine that the request names, and whether that machine
 * has to be registered first. A machine that somebody began to register is nowhere in the state;
 * making another one beside it would cost money and serve nobody.
 */
final class MachineDecision {

  /** What decides on the machine; {@code deploy} continues whatever was decided. */
  private static final Set<OperationKind> DECIDING =
      Set.of(
          OperationKind.CREATE,
          OperationKind.REGISTER,
          OperationKind.PROVISION,
          OperationKind.DESTROY,
          OperationKind.PURGE);

  private MachineDecision() {}

  /**
   * The machine to register before anything else; nothing when there is a machine, or when the
   * provider makes it.
   */
  static Either<DeployError, Optional<Registration>> registering(
      Session session, Environment at, Optional<MachineSource> source) {
    if (source.isEmpty()) {
      return decided(session.adapters(), at).map(decided -> none());
    }
    Optional<Machine> known = at.knownMachine();
    if (source.get() instanceof MachineSource.Existing existing) {
      Registration wanted = existing.registration();
      if (known.isEmpty() && at instanceof Created) {
        return Either.right(Optional.of(wanted));
      }
      boolean same =
          known
              .filter(machine -> !machine.isManaged())
              .filter(machine -> machine.address().equals(wanted.address()))
              .isPresent();
      return same
          ? Either.right(none())
          : Either.left(machineDiffers(at, "the machine " + wanted.address()));
    }
    return known.map(Machine::isManaged).orElse(true)
        ? Either.right(none())
        : Either.left(machineDiffers(at, "one that its provider makes"));
  }

  private static Optional<Registration> none() {
    return Optional.empty();
  }

  /** The environment, unless a registration was begun: {@code environment.machine_undecided}. */
  static Either<DeployError, Environment> decided(Adapters adapters, Environment at) {
    return undecided(adapters, at)
        .flatMap(undecided -> undecided ? Either.left(machineUndecided(at)) : Either.right(at));
  }

  private static Either<DeployError, Boolean> undecided(Adapters adapters, Environment at) {
    if (!(at instanceof Created)) {
      return Either.right(false);
    }
    if (at.context().operation().filter(MachineDecision::registers).isPresent()) {
      return Either.right(true);
    }
    return adapters.store().history(at.name()).map(MachineDecision::endsWithRegistration);
  }

  private static boolean registers(OperationRecord cutOff) {
    return cutOff.kind() == OperationKind.REGISTER
        || cutOff.step().filter(step -> step.value().startsWith("register.")).isPresent();
  }

  private static boolean endsWithRegistration(List<HistoryEntry> history) {
    return history.stream()
        .map(HistoryEntry::kind)
        .filter(DECIDING::contains)
        .reduce((earlier, later) -> later)
        .filter(OperationKind.REGISTER::equals)
        .isPresent();
  }

  private static DeployError machineUndecided(Environment at) {
    return DeployError.because(
            "environment.machine_undecided",
            ErrorKind.STATE,
            "a registration of a machine for '"
                + at.name()
                + "' was begun and did not end well; deploying would make another machine")
        .putFacts("environment", at.name().value())
        .addRemedies(Remedy.run("register"), Remedy.run("provision"))
        .build();
  }

  private static DeployError machineDiffers(Environment at, String wanted) {
    return DeployError.because(
            "environment.machine_differs",
            ErrorKind.STATE,
            "'"
                + at.name()
                + "' "
                + at.knownMachine()
                    .map(
                        machine ->
                            (machine.isManaged()
                                    ? "has a machine of its provider at "
                                    : "has the" + " registered machine ")
                                + machine.address())
                    .orElse("may have a machine of its provider already")
                + ", not "
                + wanted)
        .putFacts("environment", at.name().value())
        .putFacts("actual", at.stateName().text())
        .addRemedies(Remedy.run("show"), Remedy.run("destroy"))
        .build();
  }
}
