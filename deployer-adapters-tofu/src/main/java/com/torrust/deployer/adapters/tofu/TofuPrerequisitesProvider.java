package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;

/** Offers the look at OpenTofu and the providers of machines. */
public final class TofuPrerequisitesProvider implements PrerequisitesProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TofuPrerequisitesProvider() {}

  @Override
  public String id() {
    return "tofu";
  }

  @Override
  public Prerequisites create(AdapterContext context) {
    return new TofuPrerequisites(context);
  }
}
