package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.DeployEvent.PlannedStep;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.sdk.operation.RegisterResult;
import com.torrust.deployer.sdk.operation.Registration;
import io.vavr.Tuple;
import io.vavr.control.Either;
import java.util.List;
import java.util.stream.Collectors;

/** Adopts a machine that exists. It is marked as not ours, so that nothing ever destroys it. */
public final class RegisterPhase {

  private static final StepId REACH = new StepId("register.reach");
  private static final StepId LOOK = new StepId("register.look");

  private RegisterPhase() {}

  /** The steps that it takes. */
  public static List<PlannedStep> steps() {
    return List.of(
        new PlannedStep(REACH, "reach the machine"), new PlannedStep(LOOK, Preflight.DESCRIPTION));
  }

  /**
   * The machine has to let us in right now, and a look at it must find nothing that stands in the
   * way; otherwise the state stays {@code created}.
   */
  public static Either<DeployError, RegisterResult> run(
      Session session, Created environment, Registration registration) {
    Machine machine =
        ImmutableMachine.builder()
            .name(environment.config().instanceName())
            .origin(Machine.Origin.REGISTERED)
            .address(registration.address())
            .sshPort(registration.sshPort().orElse(environment.config().sshCredentials().port()))
            .hostKeys(ProvisionPhase.configuredKeys(environment.context()))
            .build();
    return session
        .context(environment)
        .flatMap(
            context ->
                session
                    .save(environment.startRegistering(session.operation()))
                    .flatMap(
                        started ->
                            context
                                .progress()
                                .step(
                                    REACH,
                                    "reach the machine",
                                    () ->
                                        expected(session, machine, registration, context)
                                            .flatMap(
                                                known ->
                                                    session
                                                        .adapters()
                                                        .machineAccess()
                                                        .reach(
                                                            known,
                                                            environment.config().sshCredentials(),
                                                            Readiness.REACHABLE,
                                                            context)))
                                .flatMap(
                                    reached ->
                                        Preflight.look(
                                                session,
                                                LOOK,
                                                environment.config(),
                                                reached,
                                                context)
                                            .map(report -> Tuple.of(reached, report)))
                                .peekLeft(error -> session.save(Environment.atRest(started)))
                                .flatMap(
                                    found ->
                                        session
                                            .save(
                                                started.registered(
                                                    Preflight.withBothAddresses(
                                                        found._1, found._2, started),
                                                    session.now()))
                                            .map(saved -> new RegisterResult(saved, found._2)))));
  }

  /** The machine with the one key that has the given fingerprint, before anybody logs in. */
  private static Either<DeployError, Machine> expected(
      Session session, Machine machine, Registration registration, OperationContext context) {
    if (registration.hostKeyFingerprint().isEmpty()) {
      return Either.right(machine);
    }
    String wanted = registration.hostKeyFingerprint().get();
    return session
        .adapters()
        .machineAccess()
        .shownKeys(machine, context)
        .flatMap(
            keys ->
                keys.stream()
                    .filter(key -> key.fingerprint().equals(wanted))
                    .findFirst()
                    .<Either<DeployError, Machine>>map(
                        key -> Either.right(machine.withPinned(List.of(key))))
                    .orElseGet(() -> Either.left(otherKey(machine, wanted, keys))));
  }

  private static DeployError otherKey(Machine machine, String wanted, List<HostKey> shown) {
    return DeployError.because(
            "ssh.host_key_changed",
            ErrorKind.CONNECTIVITY,
            "'" + machine.address() + "' shows no host key with the given fingerprint")
        .putFacts("host", machine.address().value())
        .putFacts("expected", wanted)
        .putFacts(
            "actual",
            shown.stream().map(HostKey::fingerprint).distinct().collect(Collectors.joining(", ")))
        .addRemedies(
            Remedy.advice(
                "compare it with the machine's own, not over this connection: ssh-keygen -l -f"
                    + " /etc/ssh/ssh_host_ed25519_key.pub"))
        .build();
  }
}
