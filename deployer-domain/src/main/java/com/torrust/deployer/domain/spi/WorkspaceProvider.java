package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.Workspace;

/** Finds adapters for {@link Workspace}. */
public interface WorkspaceProvider extends AdapterProvider<Workspace> {}
