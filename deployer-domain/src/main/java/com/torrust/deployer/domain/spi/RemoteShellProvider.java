package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.RemoteShell;

/** Finds adapters for {@link RemoteShell}. */
public interface RemoteShellProvider extends AdapterProvider<RemoteShell> {}
