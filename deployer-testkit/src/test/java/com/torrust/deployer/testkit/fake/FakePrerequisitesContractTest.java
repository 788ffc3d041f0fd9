package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.testkit.contract.PrerequisitesContract;
import java.util.Optional;

public class FakePrerequisitesContractTest extends PrerequisitesContract {

  private final FakeWorld world = FakeWorld.create();

  @Override
  protected Prerequisites met() {
    return world.prerequisites();
  }

  @Override
  protected Prerequisites unmet() {
    FakeWorld bare = FakeWorld.create();
    for (int call = 0; call < 3; call++) {
      bare.faults().failAt("prerequisites.tool", FakeProvisioner.refused("it is not there"));
    }
    return bare.prerequisites();
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(world.faults());
  }
}
