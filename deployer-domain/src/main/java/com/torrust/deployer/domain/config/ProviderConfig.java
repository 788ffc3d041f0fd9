package com.torrust.deployer.domain.config;

import java.util.Set;

/**
 * Where the machine lives and of what kind it is: the section {@code provider} of a configuration
 * as a value. Every provider has a class of its own, which its adapter describes in a {@link
 * com.torrust.deployer.domain.config.document.ProviderSection}; nothing but that adapter looks
 * behind this interface. Implementations are immutable and have value equality.
 */
public interface ProviderConfig {

  /**
   * The selector in the configuration and the folder under {@code tofu/}, such as {@code lxd}: by
   * it the description and the adapter are found.
   */
  String id();

  /** The name for people, such as {@code Hetzner Cloud}: one for all machines of a provider. */
  String displayName();

  /** Every secret among the members, for the redactor; none of them may be missing. */
  Set<Secret> secrets();
}
