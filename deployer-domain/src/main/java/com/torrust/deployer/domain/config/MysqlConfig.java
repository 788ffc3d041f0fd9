package com.torrust.deployer.domain.config;

import org.immutables.value.Value;

/** A MySQL server, the stack's own or another. */
@Value.Immutable
public non-sealed interface MysqlConfig extends DatabaseConfig {

  /** Host name of the server that the stack brings. */
  String BUNDLED_HOST = "mysql";

  /** Host in the tracker's connection: a name, or an IP address without brackets. */
  String host();

  /** Port in the tracker's connection, 1–65535. */
  int port();

  /** Schema to create and use. */
  String databaseName();

  /** Application account; never {@code root}. */
  String username();

  /** Password of the application account. */
  Secret password();

  /** Password of the superuser; generated once when the configuration has none. */
  Secret rootPassword();

  /**
   * Whether the configuration has none and {@link #rootPassword()} was drawn when it was read.
   * Where a value comes from makes no difference between two configurations.
   */
  @Value.Auxiliary
  @Value.Default
  default boolean isRootPasswordDrawn() {
    return false;
  }

  @Override
  default String driver() {
    return "mysql";
  }

  /** The host as it stands in a URL, an IPv6 address in brackets. */
  default String hostInUrl() {
    return host().contains(":") && !host().startsWith("[") ? "[" + host() + "]" : host();
  }

  /** Whether the stack's own server is meant. */
  default boolean isBundled() {
    return host().equals(BUNDLED_HOST);
  }
}
