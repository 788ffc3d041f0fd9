package com.torrust.deployer.adapters.local.probe;

import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ServiceProbeProvider;

/** Offers probes over the network of this computer. */
public final class NetworkProbeProvider implements ServiceProbeProvider {

  @Override
  public String id() {
    return "network";
  }

  @Override
  public ServiceProbe create(AdapterContext context) {
    return new NetworkProbe();
  }
}
