package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.MachineAccess;

/** Finds adapters for {@link MachineAccess}. */
public interface MachineAccessProvider extends AdapterProvider<MachineAccess> {}
