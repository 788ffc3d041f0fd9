package com.torrust.deployer.domain.service;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.machine.HostAddress;
import java.util.Optional;

/** Something that can be asked from this computer as a client would ask it. */
public sealed interface ProbeTarget {

  /** How certificates are judged. */
  enum Trust {
    /** The platform's own authorities. */
    PUBLIC,
    /** Any certificate for the name: staging authorities and internal ones have no public root. */
    ANY_CERTIFICATE
  }

  /** The connect request of the UDP tracker protocol (BEP 15); leaves no trace in swarms. */
  record UdpConnect(HostAddress address, int port) implements ProbeTarget {}

  /** A full announce over UDP with a reserved info-hash; the answer holds the peers. */
  record UdpAnnounce(HostAddress address, int port) implements ProbeTarget {}

  /**
   * A full announce over HTTP with a reserved info-hash.
   *
   * @param web where
   * @param audience whom the tracker serves: one for its own users has to refuse the announce,
   *     which comes without a key
   */
  record HttpAnnounce(Web web, Audience audience) implements ProbeTarget {}

  /** Whom a tracker serves. */
  enum Audience {
    /** Everybody. */
    EVERYBODY,
    /** Those who have a key. */
    KEY_HOLDERS
  }

  /**
   * A GET request that must be answered with a 2xx status.
   *
   * @param web where
   * @param token token sent as a query parameter, if {@code web} {@linkplain Web#keepsSecrets keeps
   *     secrets}; never shown
   */
  record HttpGet(Web web, Optional<Secret> token) implements ProbeTarget {}

  /** Whether a name resolves to an address; only ever a warning. */
  record Dns(DomainName domain, HostAddress expected) implements ProbeTarget {}

  /**
   * A web address whose host is pinned to the machine, like {@code curl --resolve}.
   *
   * @param domain host name for TLS and the Host header; without it plain HTTP is spoken to the
   *     address
   * @param address where to connect
   * @param port TCP port
   * @param path begins with a slash
   * @param trust how certificates are judged
   */
  record Web(Optional<DomainName> domain, HostAddress address, int port, String path, Trust trust) {

    /**
     * Whether a secret may be sent there: over TLS with a certificate that is verified, or without
     * leaving this computer.
     */
    public boolean keepsSecrets() {
      return domain.isPresent() && trust == Trust.PUBLIC
          || domain.isEmpty() && address.toInetAddress().isLoopbackAddress();
    }

    /** The address as a person would type it, without any secret. */
    public String url() {
      return domain
          .map(name -> "https://" + name + path)
          .orElseGet(() -> "http://" + address.inUrl() + ":" + port + path);
    }
  }
}
