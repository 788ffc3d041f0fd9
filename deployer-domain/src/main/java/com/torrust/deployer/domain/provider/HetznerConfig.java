package com.torrust.deployer.domain.provider;

import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import java.util.Set;
import org.immutables.value.Value;

/** A server at Hetzner Cloud. */
@Value.Immutable
public interface HetznerConfig extends ProviderConfig {

  /** Text of the selector. */
  String ID = "hetzner";

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
    return ID;
  }

  @Override
  default String displayName() {
    return "Hetzner Cloud";
  }

  @Override
  default Set<Secret> secrets() {
    return Set.of(apiToken());
  }
}
