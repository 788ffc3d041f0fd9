package com.torrust.deployer.domain.config;

import java.util.Optional;

/**
 * How clients reach a web service of the stack: directly, or over HTTPS through the proxy, whose
 * certificate is for a host name. TLS without a host name does not exist.
 */
public sealed interface WebAccess {

  /**
   * Over HTTP, at the service's own port.
   *
   * @param domain a host name that is known for it; without TLS only Grafana makes use of it
   */
  record Direct(Optional<DomainName> domain) implements WebAccess {}

  /**
   * Over HTTPS and through the proxy only.
   *
   * @param name the host name under which the proxy serves it
   */
  record Proxied(DomainName name) implements WebAccess {

    @Override
    public Optional<DomainName> domain() {
      return Optional.of(name);
    }
  }

  /** Over HTTP, without a host name. */
  static WebAccess direct() {
    return new Direct(Optional.empty());
  }

  /** Over HTTPS, under this host name. */
  static WebAccess proxied(DomainName name) {
    return new Proxied(name);
  }

  /** The host name, if there is one. */
  Optional<DomainName> domain();
}
