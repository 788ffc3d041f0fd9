package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.machine.Machine.Origin;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.testkit.contract.ConfiguratorContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract with Ansible on a real machine. */
@Tag("long")
final class AnsibleConfiguratorContractIT extends ConfiguratorContract {

  @TempDir private Path folder;

  private MachineLane lane;
  private Bench bench;

  @BeforeEach
  void prepare() {
    lane = MachineLane.orSkip();
    bench = lane.bench(folder, Origin.PROVISIONED);
  }

  @AfterEach
  void leaveNothing() {
    if (lane != null) {
      lane.close();
    }
  }

  @Override
  protected Configurator configurator() {
    return bench.configurator();
  }

  @Override
  protected EnvironmentConfig config() {
    return bench.config();
  }

  @Override
  protected Machine machine() {
    return lane.machine(Origin.PROVISIONED);
  }

  @Override
  protected OperationContext context() {
    return bench.context();
  }
}
