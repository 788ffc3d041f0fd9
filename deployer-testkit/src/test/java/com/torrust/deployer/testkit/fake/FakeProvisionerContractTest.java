package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.machine.ImmutableMachineSpec;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.testkit.contract.ProvisionerContract;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;
import java.util.Optional;

public class FakeProvisionerContractTest extends ProvisionerContract {

  private static final HetznerConfig HETZNER =
      ImmutableHetznerConfig.builder()
          .apiToken(Secret.of("token-of-the-provider"))
          .serverType("cx22")
          .location("nbg1")
          .image("ubuntu-24.04")
          .build();

  private final FakeWorld world = FakeWorld.create();

  @Override
  protected Provisioner provisioner() {
    return world.provisioner();
  }

  @Override
  protected MachineSpec spec(String environment) {
    EnvironmentConfig config =
        ImmutableEnvironmentConfig.copyOf(Samples.config(environment)).withProvider(HETZNER);
    return ImmutableMachineSpec.builder()
        .name(config.instanceName())
        .label(new Label(environment + ".0123abcd"))
        .provider(config.provider())
        .sshCredentials(config.sshCredentials())
        .build();
  }

  @Override
  protected OperationContext context(String environment) {
    world
        .workspace()
        .write(
            Samples.name(environment),
            new Artifacts(List.of(Artifact.plain(FakeRenderer.MACHINE, "tofu/lxd/main.tf", ""))));
    return world.context(Samples.name(environment));
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(world.faults());
  }
}
