package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.adapters.ansible.internal.AnsibleArtifacts;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import java.util.List;

/** Offers configuration by Ansible. */
public final class AnsibleConfiguratorProvider implements ConfiguratorProvider {

  /** For {@link java.util.ServiceLoader}. */
  public AnsibleConfiguratorProvider() {}

  @Override
  public String id() {
    return "ansible";
  }

  @Override
  public List<ArtifactSource> artifacts() {
    return List.of(new AnsibleArtifacts());
  }

  @Override
  public Configurator create(AdapterContext context) {
    return new AnsibleConfigurator(context.commands(), context.shell(), context.variables());
  }
}
