package com.example.deployer.pool;

import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.testkit.contract.ProviderSectionContract;
import java.nio.file.Path;
import java.util.Set;

class StaticSectionTest extends ProviderSectionContract {

  @Override
  protected ProviderSection<?> section() {
    return StaticConfig.SECTION;
  }

  @Override
  protected ProviderConfig config() {
    return new StaticConfig("static", "Machine pool", Set.of(), Path.of("/etc/deployer/pool"));
  }
}
