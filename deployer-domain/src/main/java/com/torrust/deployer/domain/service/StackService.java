package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.Exposure;
import com.torrust.deployer.domain.config.Exposure.Loopback;
import com.torrust.deployer.domain.config.Exposure.Proxied;
import com.torrust.deployer.domain.config.Exposure.Published;
import com.torrust.deployer.domain.service.PublicPort.Protocol;
import java.util.Optional;

/**
 * A service of the stack at one of its ports.
 *
 * @param kind what it is
 * @param number its position from 1 among those of its kind
 * @param protocol over which it is asked
 * @param port the port in its container and, where it is published, on the machine: 1–65535
 * @param exposure who may reach it
 * @param domain the host name that its clients use, if it has one
 */
public record StackService(
    Kind kind,
    int number,
    Protocol protocol,
    int port,
    Exposure exposure,
    Optional<DomainName> domain) {

  /** What a service is, in the order in which services are listed. */
  public enum Kind {
    UDP_TRACKER("UDP tracker", Component.TRACKER),
    HTTP_TRACKER("HTTP tracker", Component.TRACKER),
    HTTP_API("tracker API", Component.TRACKER),
    GRAFANA("Grafana", Component.GRAFANA),
    HEALTH_CHECK_API("health check API", Component.TRACKER),
    /** The proxy's own ports: HTTP, HTTPS and HTTP/3. */
    PROXY("proxy", Component.CADDY),
    PROMETHEUS("Prometheus", Component.PROMETHEUS),
    DATABASE("database", Component.MYSQL);

    private final String text;
    private final Component component;

    Kind(String text, Component component) {
      this.text = text;
      this.component = component;
    }

    /** What people call it. */
    public String text() {
      return text;
    }

    /** The container in which it runs. */
    public Component component() {
      return component;
    }
  }

  /** The container in which it runs. */
  public Component component() {
    return kind.component();
  }

  /** Whether it takes a port of the machine, be it for everybody or for the machine alone. */
  public boolean isOnMachine() {
    return exposure instanceof Published
        || exposure instanceof Loopback loopback && loopback.scope() == Loopback.Scope.MACHINE;
  }

  /** How it is published, if it is. */
  public Optional<Published> published() {
    return exposure instanceof Published published ? Optional.of(published) : Optional.empty();
  }

  /** The host name under which the proxy serves it, if it does. */
  public Optional<DomainName> site() {
    return exposure instanceof Proxied proxied ? Optional.of(proxied.domain()) : Optional.empty();
  }

  /** Such as {@code UDP tracker 6969}. */
  public String subject() {
    return switch (kind) {
      case UDP_TRACKER, HTTP_TRACKER -> kind.text() + " " + port;
      default -> kind.text();
    };
  }
}
