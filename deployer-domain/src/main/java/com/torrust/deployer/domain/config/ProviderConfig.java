package com.torrust.deployer.domain.config;

/** Where the machine lives. */
public sealed interface ProviderConfig permits LxdConfig, HetznerConfig {

  /**
   * The selector in the configuration and the folder under {@code tofu/}: {@code lxd} or {@code
   * hetzner}.
   */
  String id();

  /** The name for people: {@code LXD} or {@code Hetzner Cloud}. */
  String displayName();
}
