package com.torrust.deployer.domain.config;

import org.immutables.value.Value;

/** A server at Hetzner Cloud. */
@Value.Immutable
public non-sealed interface HetznerConfig extends ProviderConfig {

  /** Project token with read and write permission; 64 characters when it is a real one. */
  Secret apiToken();

  /** Such as {@code cx22}. */
  String serverType();

  /** Such as {@code nbg1}. */
  String location();

  /** Such as {@code ubuntu-24.04}. */
  String image();

  @Override
  default String id() {
    return "hetzner";
  }

  @Override
  default String displayName() {
    return "Hetzner Cloud";
  }
}
