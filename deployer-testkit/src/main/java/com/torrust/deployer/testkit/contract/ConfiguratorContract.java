package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.Configurator.Report;
import com.torrust.deployer.domain.port.OperationContext;
import org.junit.jupiter.api.Test;

/** What every {@link Configurator} does with a machine that was never configured. */
public abstract class ConfiguratorContract {

  /** For JUnit. */
  protected ConfiguratorContract() {}

  /** The configurator to test. */
  protected abstract Configurator configurator();

  /** What the machine is configured for. */
  protected abstract EnvironmentConfig config();

  /** A reachable machine without Docker. */
  protected abstract Machine machine();

  /** A context whose build folder holds the rendered input. */
  protected abstract OperationContext context();

  @Test
  void changesAMachineOnceAndNothingTheSecondTime() {
    Machine machine = machine();
    OperationContext context = context();
    Report first = configurator().configure(config(), machine, context).get();
    assertTrue(first.changed() > 0 && first.changed() <= first.tasks(), first.toString());
    Report second = configurator().configure(config(), machine, context).get();
    assertEquals(0, second.changed());
    assertEquals(first.tasks(), second.tasks());
  }
}
