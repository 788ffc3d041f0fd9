package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.adapters.tofu.internal.cloud.Patiently.Pace;
import com.torrust.deployer.domain.config.HetznerConfig;
import com.torrust.deployer.domain.config.LxdConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ProvisionerProvider;

/** Offers machines by OpenTofu, on LXD and at Hetzner Cloud. */
public final class TofuProvisionerProvider implements ProvisionerProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TofuProvisionerProvider() {}

  @Override
  public String id() {
    return "tofu";
  }

  @Override
  public boolean supports(ProviderConfig provider) {
    return provider instanceof LxdConfig || provider instanceof HetznerConfig;
  }

  @Override
  public Provisioner create(AdapterContext context) {
    return new TofuProvisioner(context, Pace.standard());
  }
}
