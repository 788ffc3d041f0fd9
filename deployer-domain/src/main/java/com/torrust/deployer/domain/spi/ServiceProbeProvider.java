package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.ServiceProbe;

/** Finds adapters for {@link ServiceProbe}. */
public interface ServiceProbeProvider extends AdapterProvider<ServiceProbe> {}
