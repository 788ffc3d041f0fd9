package com.torrust.deployer.adapters.ansible;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;

/** Offers the look at Ansible. */
public final class AnsiblePrerequisitesProvider implements PrerequisitesProvider {

  /** For {@link java.util.ServiceLoader}. */
  public AnsiblePrerequisitesProvider() {}

  @Override
  public String id() {
    return "ansible";
  }

  @Override
  public Prerequisites create(AdapterContext context) {
    return new AnsiblePrerequisites(context);
  }
}
