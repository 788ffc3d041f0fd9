package com.example.deployer.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.RemoteShell.Ended;
import com.torrust.deployer.testkit.contract.ConfiguratorContract;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeHost;
import com.torrust.deployer.testkit.fake.FakeWorld;
import com.torrust.deployer.testkit.fake.FaultPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The Java half, with a machine that answers as the script does; the script runs in the sandbox.
 */
class ShellConfiguratorTest extends ConfiguratorContract {

  private final FakeWorld world = FakeWorld.create();
  private final FakeHost host = world.addHost("192.0.2.7");
  private boolean configured;

  @BeforeEach
  void answer() {
    host.answersScripts(
        (script, lines) -> {
          lines.accept("task docker " + (configured ? "ok" : "changed"));
          lines.accept("task deploy-user ok");
          configured = true;
          return Optional.of(new Ended(0, List.of()));
        });
  }

  @Override
  protected Configurator configurator() {
    return new ShellConfigurator(world.remoteShell());
  }

  @Override
  protected EnvironmentConfig config() {
    return Samples.config("demo");
  }

  @Override
  protected Machine machine() {
    return ImmutableMachine.copyOf(Samples.machine(config().name())).withAddress(host.address());
  }

  @Override
  protected OperationContext context() {
    return world.context(config().name());
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(world.faults());
  }

  @Test
  void namesWhatWasChangedBeforeItFailed() {
    host.answersScripts(
        (script, lines) -> {
          lines.accept("task docker changed");
          return Optional.of(new Ended(1, List.of("no such account")));
        });

    DeployError error = configurator().configure(config(), machine(), context()).getLeft();

    assertEquals("shell.task_failed", error.code().value());
    assertEquals(List.of("task docker changed"), error.sideEffects());
    assertEquals(List.of("no such account"), error.outputTail());
  }
}
