package com.torrust.deployer.domain.config;

import java.util.Optional;

/** A service of the stack that the proxy can stand before. */
public sealed interface WebService permits HttpTracker, HttpApi, HealthCheckApi, GrafanaConfig {

  /** How clients reach it. */
  WebAccess access();

  /** Its public host name; present when TLS is on. */
  default Optional<DomainName> domain() {
    return access().domain();
  }

  /** Whether it is reached only through the proxy. */
  default boolean useTlsProxy() {
    return access() instanceof WebAccess.Proxied;
  }

  /** The host name under which the proxy serves it, if it does. */
  default Optional<DomainName> site() {
    return access() instanceof WebAccess.Proxied proxied
        ? Optional.of(proxied.name())
        : Optional.empty();
  }
}
