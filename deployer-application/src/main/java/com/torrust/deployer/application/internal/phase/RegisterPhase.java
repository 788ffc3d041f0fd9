package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.operation.Session;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.StepId;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.sdk.Registration;
import io.vavr.control.Either;

/** Adopts a machine that exists. It is marked as not ours, so that nothing ever destroys it. */
public final class RegisterPhase {

  private static final StepId REACH = new StepId("register.reach");

  private RegisterPhase() {}

  /** The machine has to let us in right now; when it does not, the state stays {@code created}. */
  public static Either<DeployError, Provisioned> run(
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
                                        session
                                            .adapters()
                                            .machineAccess()
                                            .reach(
                                                machine,
                                                environment.config().sshCredentials(),
                                                Readiness.REACHABLE,
                                                context))
                                .peekLeft(error -> session.save(Environment.atRest(started)))
                                .flatMap(
                                    reached ->
                                        session.save(started.registered(reached, session.now())))));
  }
}
