package com.torrust.deployer.adapters.local.process;

import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.testkit.contract.CommandRunnerContract;

class LocalCommandRunnerContractTest extends CommandRunnerContract {

  @Override
  protected CommandRunner runner() {
    return new LocalCommandRunnerProvider().create();
  }
}
