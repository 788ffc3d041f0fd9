package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.port.Provisioner;

/** Finds adapters for {@link Provisioner}. */
public interface ProvisionerProvider extends AdapterProvider<Provisioner> {

  /** Whether this adapter can make the machine of such a configuration. */
  boolean supports(ProviderConfig provider);
}
