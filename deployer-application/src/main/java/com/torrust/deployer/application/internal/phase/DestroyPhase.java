package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Destroyable;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Destroying;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.Leftover;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/** Removes everything that was made for the environment; what was there before stays. */
public final class DestroyPhase {

  private static final StepId REMOVE = new StepId("destroy.remove-machine");
  private static final StepId CLEAN = new StepId("destroy.clean-up");

  /**
   * Stands in for a public key that cannot be read any more: OpenTofu wants the variable to have a
   * value, but nothing is made from it while destroying.
   */
  private static final String LOST_KEY = "ssh-ed25519 AAAA lost";

  private DestroyPhase() {}

  private static List<PlannedStep> steps(boolean removes) {
    PlannedStep clean = new PlannedStep(CLEAN, "clean up");
    return removes ? List.of(new PlannedStep(REMOVE, "remove the machine"), clean) : List.of(clean);
  }

  /** Ends only when the provider lists nothing under the environment's label. */
  public static Either<DeployError, DestroyResult> run(Session session, Destroyable environment) {
    return session
        .context(environment)
        .flatMap(
            context ->
                environment instanceof Created created
                    ? discard(session, created, context)
                    : session
                        .save(environment.startDestroying(session.operation()))
                        .flatMap(
                            started ->
                                carryOut(session, started, Leftovers.of(environment), context)));
  }

  /**
   * Where nothing was made the provider has no say, not even after a kill: the environment stays
   * {@code created} until it is destroyed.
   */
  private static Either<DeployError, DestroyResult> discard(
      Session session, Created environment, OperationContext context) {
    session.announce(steps(false));
    return session
        .save(environment.startDiscarding(session.operation()))
        .flatMap(
            started ->
                cleanUp(session, started, context)
                    .peekLeft(error -> session.save(Environment.atRest(started)))
                    .flatMap(done -> session.save(started.discarded(session.now()))))
        .map(destroyed -> new DestroyResult(destroyed, List.of(), Optional.empty(), List.of()));
  }

  private static Either<DeployError, Done> cleanUp(
      Session session, Environment started, OperationContext context) {
    return context
        .progress()
        .step(
            CLEAN,
            "clean up",
            () ->
                session
                    .adapters()
                    .machineAccess()
                    .forget(context)
                    .flatMap(done -> session.adapters().workspace().discard(started.name())));
  }

  private static Either<DeployError, DestroyResult> carryOut(
      Session session, Destroying started, List<Leftover> leftovers, OperationContext context) {
    Optional<Machine> registered = started.knownMachine().filter(machine -> !machine.isManaged());
    session.announce(steps(registered.isEmpty()));
    registered.ifPresent(
        machine ->
            context
                .progress()
                .warn(
                    "destroy.machine_untouched",
                    "the registered machine "
                        + machine.address()
                        + " is left as it is, with the stack, the firewall and the packages on"
                        + " it"));
    Either<DeployError, List<FoundResource>> removed =
        registered.isPresent()
            ? Either.right(List.of())
            : context
                .progress()
                .step(REMOVE, "remove the machine", () -> remove(session, started, context));
    return removed
        .flatMap(resources -> cleanUp(session, started, context).map(done -> resources))
        .mapLeft(error -> session.failed(error, started::failed))
        .flatMap(
            resources ->
                session
                    .save(started.succeeded(session.now()))
                    .map(
                        destroyed ->
                            new DestroyResult(
                                destroyed,
                                resources,
                                registered,
                                registered.isPresent() ? leftovers : List.of())));
  }

  private static Either<DeployError, List<FoundResource>> remove(
      Session session, Destroying started, OperationContext context) {
    MachineSpec spec = started.context().machineSpec();
    String key =
        session.adapters().sshKeyFiles().publicKey(spec.sshCredentials()).getOrElse(LOST_KEY);
    return Rendering.write(session, started, ArtifactPurpose.PROVISION, key, context)
        .flatMap(
            rendered -> session.adapters().provisioner(spec.provider()).destroy(spec, context));
  }

  /** What {@code destroy} answers where there is nothing left to do. */
  public static DestroyResult nothingToDo(Destroyed environment) {
    return new DestroyResult(environment, List.of(), Optional.empty(), List.of());
  }
}
