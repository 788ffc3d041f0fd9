package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.preflight.NetworkFacts;
import io.vavr.control.Either;

/** The look at a machine before anything on it is changed. */
final class Preflight {

  static final String DESCRIPTION = "look at the machine";
  private static final String OF_THE_CONFIGURATOR = "configure";

  private Preflight() {}

  /** A report in which nothing stands in the way. */
  static Either<DeployError, MachineReport> look(
      Session session,
      StepId step,
      EnvironmentConfig config,
      Machine machine,
      OperationContext context) {
    return context
        .progress()
        .step(
            step,
            DESCRIPTION,
            () ->
                session
                    .adapters()
                    .machineAccess()
                    .look(machine, config.sshCredentials(), context)
                    .map(facts -> MachineReport.of(facts, config))
                    .flatMap(
                        report ->
                            report
                                .refusal(machine)
                                .<Either<DeployError, MachineReport>>map(Either::left)
                                .orElseGet(() -> Either.right(report))));
  }

  /**
   * The machine with the address of the other family that it has now, because clients come by both:
   * the provider may not know it, and the machine may have got it, or lost it, since. A look that
   * saw no address at all changes nothing.
   */
  static Machine withBothAddresses(Machine machine, MachineReport report, Environment environment) {
    NetworkFacts network = report.facts().network();
    return network.addresses().isEmpty()
        ? machine
        : ImmutableMachine.copyOf(machine)
            .withOtherAddress(network.otherAddress(machine.address(), environment.name()));
  }

  /** Passes on warnings, but for those that the configurator gives itself. */
  static void warn(MachineReport report, OperationContext context) {
    report.of(Severity.WARNING).stream()
        .filter(finding -> !finding.code().family().equals(OF_THE_CONFIGURATOR))
        .forEach(finding -> context.progress().warn(finding.code().value(), finding.message()));
  }
}
