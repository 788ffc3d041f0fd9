package com.torrust.deployer.domain.spi;

import java.util.List;

/**
 * Makes an adapter. Implementations are found by {@link java.util.ServiceLoader} under the
 * interface named after their port and need a public constructor without parameters.
 *
 * @param <P> the port
 */
public interface AdapterProvider<P> {

  /**
   * Unique among the providers of one port, such as {@code tofu}; by it one of several is chosen.
   */
  String id();

  /**
   * What has to be rendered for the adapter: files that a provisioner, a configurator or an
   * operator of stacks works with. Other adapters bring none. Constant.
   */
  default List<ArtifactSource> artifacts() {
    return List.of();
  }

  /** Makes the adapter; cheap, touches neither files nor network. */
  P create(AdapterContext context);
}
