package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.testkit.contract.ProvisionerContract;
import com.torrust.deployer.testkit.fake.FaultPlan;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The port's contract, with OpenTofu and LXD played in memory; {@link LxdProvisionIT} is the same
 * with real ones.
 */
class TofuProvisionerContractTest extends ProvisionerContract {

  @TempDir Path folder;

  private FakeLane lane;

  @BeforeEach
  void prepare() {
    lane = FakeLane.in(folder);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Override
  protected Provisioner provisioner() {
    return lane.bench("one").provisioner();
  }

  @Override
  protected MachineSpec spec(String environment) {
    return lane.bench(environment).spec();
  }

  @Override
  protected OperationContext context(String environment) {
    return lane.bench(environment).context();
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(lane.tofu().runner().faults());
  }
}
