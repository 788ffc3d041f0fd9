package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Configurable;
import com.torrust.deployer.domain.environment.Configuring;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentContext;
import com.torrust.deployer.domain.environment.Provisionable;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Provisioning;
import com.torrust.deployer.domain.environment.ReachableEnvironment;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import io.vavr.control.Either;
import java.util.List;
import java.util.Set;

/** Makes the machine and waits until it is booted and lets us in. */
public final class ProvisionPhase {

  private static final StepId CHECK = new StepId("provision.check");
  private static final StepId CREATE = new StepId("provision.create-machine");
  private static final StepId WAIT = new StepId("provision.wait-ssh");

  /** What an SSH client says that is shown another key than the expected one. */
  private static final Set<String> OTHER_KEY =
      Set.of("ssh.host_key_changed", "ssh.host_key_unknown");

  private ProvisionPhase() {}

  /** The steps that it takes. */
  public static List<PlannedStep> steps() {
    return List.of(
        new PlannedStep(CHECK, "check that the machine can be made"),
        new PlannedStep(CREATE, "create the machine"),
        new PlannedStep(WAIT, "wait until the machine is booted"));
  }

  /**
   * The machine is found or made, never made twice. Before anything is saved the keys, the tools
   * and the provider are asked whether this can succeed at all.
   */
  public static Either<DeployError, Provisioned> run(Session session, Provisionable environment) {
    return session
        .context(environment)
        .flatMap(
            context ->
                prepare(session, environment, context)
                    .flatMap(
                        spec -> session.save(environment.startProvisioning(session.operation())))
                    .flatMap(started -> carryOut(session, started, context)));
  }

  /**
   * Brings what the provider has of a living environment to what is wanted, in place: nothing is
   * deleted or replaced by it. Configuring follows, in whose state this is done: a run that is cut
   * off is finished by the same command.
   */
  public static Either<DeployError, Configuring> again(Session session, Configurable environment) {
    return session
        .context(environment)
        .flatMap(
            context ->
                prepare(session, environment, context)
                    .flatMap(
                        spec ->
                            session
                                .save(environment.startConfiguring(session.operation()))
                                .flatMap(started -> change(session, started, spec, context))));
  }

  private static Either<DeployError, Configuring> change(
      Session session, Configuring started, MachineSpec spec, OperationContext context) {
    Machine known = ((ReachableEnvironment) started).machine();
    return context
        .progress()
        .step(
            CREATE,
            "change the machine in place",
            () -> provisioner(session, spec).provision(spec, context))
        .map(made -> kept(known, made))
        .flatMap(
            machine ->
                context
                    .progress()
                    .step(
                        WAIT,
                        "wait until the machine is booted",
                        () ->
                            session
                                .adapters()
                                .machineAccess()
                                .reach(machine, spec.sshCredentials(), Readiness.BOOTED, context)))
        .mapLeft(error -> session.failed(error, started::failed))
        .flatMap(reached -> session.save(started.found(reached)));
  }

  /** The same machine: with the keys that it has shown, and an address that only it told. */
  private static Machine kept(Machine known, Machine made) {
    Machine machine = made.withPinned(known.hostKeys());
    return machine.address().equals(known.address()) && machine.otherAddress().isEmpty()
        ? ImmutableMachine.copyOf(machine).withOtherAddress(known.otherAddress())
        : machine;
  }

  private static Either<DeployError, MachineSpec> prepare(
      Session session, Environment environment, OperationContext context) {
    MachineSpec spec = environment.context().machineSpec();
    return session
        .adapters()
        .sshKeyFiles()
        .publicKey(spec.sshCredentials())
        .flatMap(
            key -> Rendering.write(session, environment, ArtifactPurpose.PROVISION, key, context))
        .flatMap(
            rendered ->
                context
                    .progress()
                    .step(
                        CHECK,
                        "check that the machine can be made",
                        () -> provisioner(session, spec).check(spec, context)))
        .map(done -> spec);
  }

  private static Either<DeployError, Provisioned> carryOut(
      Session session, Provisioning started, OperationContext context) {
    MachineSpec spec = started.context().machineSpec();
    Either<DeployError, Machine> made =
        context
            .progress()
            .step(
                CREATE,
                "create the machine",
                () -> provisioner(session, spec).provision(spec, context));
    if (made.isLeft()) {
      return Either.left(session.failed(made.getLeft(), started::failed));
    }
    Machine machine = made.get().withPinned(knownKeys(started, made.get()));
    return session
        .save(started.found(machine))
        .flatMap(
            found ->
                context
                    .progress()
                    .step(
                        WAIT,
                        "wait until the machine is booted",
                        () -> reach(session, spec, machine, context))
                    .mapLeft(error -> session.failed(error, found::failed))
                    .flatMap(reached -> session.save(found.succeeded(reached, session.now()))));
  }

  /**
   * Reaches the machine by the key that the provider reads in it, where it can. An image may bring
   * a key that its first boot replaces, so that a key which is not shown is read once more before
   * it counts as a stranger's.
   */
  private static Either<DeployError, Machine> reach(
      Session session, MachineSpec spec, Machine machine, OperationContext context) {
    List<HostKey> proven = List.of();
    while (true) {
      Either<DeployError, List<HostKey>> read =
          machine.hostKeys().isEmpty()
              ? provisioner(session, spec).hostKeys(spec, context)
              : Either.right(List.of());
      if (read.isLeft()) {
        return Either.left(read.getLeft());
      }
      Machine expected = read.get().isEmpty() ? machine : machine.withPinned(read.get());
      Either<DeployError, Machine> reached =
          session
              .adapters()
              .machineAccess()
              .reach(expected, spec.sshCredentials(), Readiness.BOOTED, context);
      boolean mayBeReplaced =
          reached.isLeft()
              && OTHER_KEY.contains(reached.getLeft().code().value())
              && !read.get().isEmpty()
              && !read.get().equals(proven);
      if (!mayBeReplaced) {
        return reached;
      }
      proven = read.get();
    }
  }

  /**
   * The keys of the same machine from an earlier attempt, else one that the configuration gives.
   */
  private static List<HostKey> knownKeys(Provisioning started, Machine machine) {
    return started
        .knownMachine()
        .filter(known -> known.address().equals(machine.address()))
        .map(Machine::hostKeys)
        .filter(keys -> !keys.isEmpty())
        .orElseGet(() -> configuredKeys(started.context()));
  }

  static List<HostKey> configuredKeys(EnvironmentContext context) {
    return context.config().sshCredentials().hostKey().flatMap(HostKey::parse).stream().toList();
  }

  private static Provisioner provisioner(Session session, MachineSpec spec) {
    return session.adapters().provisioner(spec.provider());
  }
}
