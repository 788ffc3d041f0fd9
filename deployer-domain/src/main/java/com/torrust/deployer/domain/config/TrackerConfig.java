package com.torrust.deployer.domain.config;

import java.util.List;
import org.immutables.value.Value;

/** The tracker, its database and its listeners. */
@Value.Immutable
public interface TrackerConfig {

  /** Whether only authorised users may use the tracker. */
  boolean isPrivate();

  /** Where torrents, keys and the whitelist are kept. */
  DatabaseConfig database();

  /** Listeners for announces over UDP; may be empty. */
  List<UdpTracker> udpTrackers();

  /** Listeners for announces over HTTP; may be empty. */
  List<HttpTracker> httpTrackers();

  /** The REST API. */
  HttpApi httpApi();

  /** The health check API. */
  HealthCheckApi healthCheckApi();

  /** What the deployed tracker version can do. */
  @Value.Default
  default TrackerRelease release() {
    return TrackerRelease.V3_0_0;
  }

  /** Whether the tracker sits behind the proxy: at least one HTTP tracker has TLS. */
  default boolean isBehindProxy() {
    return httpTrackers().stream().anyMatch(HttpTracker::useTlsProxy);
  }
}
