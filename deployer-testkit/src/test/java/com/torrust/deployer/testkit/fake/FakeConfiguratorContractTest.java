package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.testkit.contract.ConfiguratorContract;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;
import java.util.Optional;

public class FakeConfiguratorContractTest extends ConfiguratorContract {

  private final FakeWorld world = FakeWorld.create();
  private final FakeHost host = world.addHost("192.0.2.77");

  @Override
  protected Configurator configurator() {
    return world.configurator();
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
    Artifact inventory =
        Artifact.plain(FakeRenderer.CONFIGURATION, "ansible/inventory.yml", "all:\n");
    world.workspace().write(config().name(), new Artifacts(List.of(inventory)));
    return world.context(config().name());
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(world.faults());
  }
}
