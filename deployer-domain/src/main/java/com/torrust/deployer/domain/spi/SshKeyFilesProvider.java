package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.SshKeyFiles;

/** Finds adapters for {@link SshKeyFiles}. */
public interface SshKeyFilesProvider extends AdapterProvider<SshKeyFiles> {}
