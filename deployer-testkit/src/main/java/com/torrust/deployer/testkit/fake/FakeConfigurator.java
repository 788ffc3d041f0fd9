package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import io.vavr.control.Either;
import java.time.Duration;

/**
 * Configures hosts of the {@link FakeWorld}; points {@code configure.begin}, {@code
 * configure.tasks} and {@code configure.answer}.
 */
public final class FakeConfigurator implements Configurator {

  private static final int TASKS = 3;

  private final FakeWorld world;

  FakeConfigurator(FakeWorld world) {
    this.world = world;
  }

  @Override
  public Either<DeployError, Report> configure(
      EnvironmentConfig config, Machine machine, OperationContext context) {
    if (!world.workspace().groups(context.environment()).contains(FakeRenderer.CONFIGURATION)) {
      return Either.left(
          DeployError.because(
                  "configure.input_missing",
                  ErrorKind.INTERNAL,
                  "nothing was rendered for the configuration")
              .build());
    }
    FaultPlan faults = world.faults();
    Duration limit = context.timeouts().configure();
    return faults
        .pass("configure.begin", context, limit, () -> FakeMachineAccess.host(world, machine))
        .flatMap(
            host ->
                faults.byTool(
                    host::configure,
                    () -> faults.pass("configure.tasks", context, limit, () -> changes(machine))))
        .flatMap(report -> faults.pass("configure.answer", () -> Either.right(report)));
  }

  private Either<DeployError, Report> changes(Machine machine) {
    return FakeMachineAccess.host(world, machine)
        .map(
            host -> {
              int changed = host.isConfigured() ? 0 : TASKS;
              host.configure();
              return new Report(TASKS, changed);
            });
  }
}
