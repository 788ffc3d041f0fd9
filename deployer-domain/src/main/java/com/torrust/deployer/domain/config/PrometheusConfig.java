package com.torrust.deployer.domain.config;

/**
 * Prometheus as part of the stack, published on the machine's loopback only.
 *
 * @param scrapeIntervalInSecs seconds between scrapes, 1–4294967295
 */
public record PrometheusConfig(long scrapeIntervalInSecs) {

  /** Port on the machine's loopback. */
  public static final int PORT = 9090;
}
