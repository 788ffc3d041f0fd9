package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;

/** Offers the look at the working folder. */
public final class WorkspacePrerequisitesProvider implements PrerequisitesProvider {

  /** For {@link java.util.ServiceLoader}. */
  public WorkspacePrerequisitesProvider() {}

  @Override
  public String id() {
    return "workspace";
  }

  @Override
  public Prerequisites create(AdapterContext context) {
    return new WorkspacePrerequisites(context.workingDirectory());
  }
}
