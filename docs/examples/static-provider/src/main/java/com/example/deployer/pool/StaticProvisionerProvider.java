package com.example.deployer.pool;

import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import java.util.List;

/** Offers machines from a pool; found by {@link java.util.ServiceLoader}. */
public final class StaticProvisionerProvider implements ProvisionerProvider {

  @Override
  public String id() {
    return "static";
  }

  @Override
  public List<ProviderSection<?>> sections() {
    return List.of(StaticConfig.SECTION);
  }

  @Override
  public Provisioner create(AdapterContext context) {
    return new StaticProvisioner();
  }
}
