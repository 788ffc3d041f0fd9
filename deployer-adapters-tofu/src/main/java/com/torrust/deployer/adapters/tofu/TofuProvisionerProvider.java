package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.adapters.tofu.internal.TofuArtifacts;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdSection;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import java.util.List;

/** Offers machines by OpenTofu, on LXD and at Hetzner Cloud. */
public final class TofuProvisionerProvider implements ProvisionerProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TofuProvisionerProvider() {}

  @Override
  public String id() {
    return "tofu";
  }

  @Override
  public List<ProviderSection<?>> sections() {
    return List.of(LxdSection.SECTION, HetznerSection.SECTION);
  }

  @Override
  public List<ArtifactSource> artifacts() {
    return List.of(new TofuArtifacts());
  }

  @Override
  public Provisioner create(AdapterContext context) {
    return new TofuProvisioner(context, Pace.standard());
  }
}
