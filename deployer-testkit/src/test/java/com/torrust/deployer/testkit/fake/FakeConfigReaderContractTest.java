package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.testkit.contract.ConfigReaderContract;
import com.torrust.deployer.testkit.data.Samples;

class FakeConfigReaderContractTest extends ConfigReaderContract {

  @Override
  protected ConfigReader reader() {
    return FakeWorld.create().configReader().with(config());
  }

  @Override
  protected String text() {
    return "demo";
  }

  @Override
  protected EnvironmentConfig config() {
    return Samples.config("demo");
  }
}
