package com.torrust.deployer.domain.spi;

/** Makes the runner that all other adapters get; its own context cannot hold one. */
public interface CommandRunnerProvider {

  /** Unique among the providers. */
  String id();

  /** Makes the runner. */
  CommandRunner create();
}
