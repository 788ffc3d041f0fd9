package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.testkit.contract.StackOperatorContract;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;
import java.util.Optional;

public class FakeStackOperatorContractTest extends StackOperatorContract {

  private final FakeWorld world = FakeWorld.create();
  private final FakeHost host = world.addHost("192.0.2.77");

  @Override
  protected StackOperator operator() {
    return world.stackOperator();
  }

  @Override
  protected Machine machine() {
    host.configure();
    return ImmutableMachine.copyOf(Samples.machine(Samples.name("demo")))
        .withAddress(host.address());
  }

  @Override
  protected SshCredentials credentials() {
    return Samples.sshCredentials();
  }

  @Override
  protected ReleaseBundle bundle() {
    Artifact compose =
        Artifact.plain(
            new ArtifactGroup("docker-compose"),
            "docker-compose/docker-compose.yml",
            "services: {}\n");
    return world.renderer().bundle(Samples.config("demo"), new Artifacts(List.of(compose)));
  }

  @Override
  protected OperationContext context() {
    return ImmutableOperationContext.builder()
        .from(world.context(Samples.name("demo")))
        .secrets(Samples.config("demo").secrets())
        .build();
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(world.faults());
  }
}
