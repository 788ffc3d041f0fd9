package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.testkit.fake.FaultPlan;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Configurator} does with a machine that was never configured. */
public abstract class ConfiguratorContract {

  /** For JUnit. */
  protected ConfiguratorContract() {}

  /** The configurator to test. */
  protected abstract Configurator configurator();

  /** What the machine is configured for. */
  protected abstract EnvironmentConfig config();

  /** A reachable machine without Docker, the same at each call. */
  protected abstract Machine machine();

  /** A context whose build folder holds the rendered input. */
  protected abstract OperationContext context();

  /**
   * What can be made to go wrong in the adapter's world, such as {@code FakeWorld.faults()} or that
   * of a scripted runner of programs: what is killed, left without an answer or stopped is tried at
   * each point that it passes. None where the world is real.
   */
  protected Optional<FaultPlan> faults() {
    return Optional.empty();
  }

  private Either<DeployError, Report> configure(Machine machine, OperationContext context) {
    return configurator().configure(config(), machine, context);
  }

  @Test
  void changesAMachineOnceAndNothingTheSecondTime() {
    Machine machine = machine();
    OperationContext context = context();
    Report first = configurator().configure(config(), machine, context).get();
    assertTrue(first.changed() > 0 && first.changed() <= first.tasks(), first.toString());
    Report second = configurator().configure(config(), machine, context).get();
    assertEquals(0, second.changed());
    // It may look first and leave out what is in force.
    assertTrue(second.tasks() <= first.tasks(), second.toString());
  }

  @Test
  void changesNothingOnceSomebodyAskedToStop() {
    Machine machine = machine();
    new Trial(faults()).stoppedBefore(context(), context -> configure(machine, context));
    assertTrue(configure(machine, context()).get().changed() > 0, "it was configured meanwhile");
  }

  @Test
  void stopsWhenSomebodyAsksAndIsFinishedByRepeatingIt() {
    Machine machine = machine();
    new Trial(faults()).stoppedMeanwhile(context(), context -> configure(machine, context));
    assertConfigured(machine);
  }

  private void assertConfigured(Machine machine) {
    configure(machine, context()).getOrElseThrow(error -> new AssertionError(error.toString()));
    assertEquals(0, configure(machine, context()).get().changed());
  }

  @Test
  void waitsForTheMachineNoLongerThanItMay() {
    Machine machine = machine();
    Duration limit = Duration.ofSeconds(7);
    new Trial(faults())
        .unanswered(
            context(),
            timeouts -> timeouts.withConfigure(limit),
            limit,
            context -> configure(machine, context));
    assertConfigured(machine);
  }

  @Test
  void isFinishedByRepeatingItAfterAKillAtAnyPoint() {
    Machine machine = machine();
    new Trial(faults())
        .killedEverywhere(() -> configure(machine, context()), () -> assertConfigured(machine));
  }

  @Test
  void saysNoSecretOfTheConfiguration() {
    Trial trial = new Trial(faults());
    trial.assertNoSecret(config().secrets(), configure(machine(), trial.heard(context())));
    Trial cut = new Trial(faults());
    cut.assertNoSecret(
        config().secrets(), cut.stoppedBefore(context(), context -> configure(machine(), context)));
  }
}
