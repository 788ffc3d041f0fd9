package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.testkit.contract.ConfigReaderContract;
import com.torrust.deployer.testkit.data.Samples;

class JsonConfigReaderContractTest extends ConfigReaderContract {

  @Override
  protected ConfigReader reader() {
    return JsonConfigReader.onThisComputer(Samples.PROVIDERS);
  }

  @Override
  protected String text() {
    return JsonDocuments.write(ConfigEncoder.encode(Samples.PROVIDERS, config()));
  }

  @Override
  protected EnvironmentConfig config() {
    return Samples.config("demo");
  }
}
