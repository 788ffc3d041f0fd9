package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.port.Provisioner;
import java.util.List;

/**
 * Finds adapters for {@link Provisioner}. Any number of them live side by side: the one whose
 * sections hold the id of a configuration's provider makes its machine.
 */
public interface ProvisionerProvider extends AdapterProvider<Provisioner> {

  /**
   * The providers whose machines this adapter makes, each with what its section of the
   * configuration looks like; in the order in which they are offered. Constant.
   */
  List<ProviderSection<?>> sections();
}
