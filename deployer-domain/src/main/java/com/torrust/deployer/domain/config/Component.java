package com.torrust.deployer.domain.config;

/** A part of the stack that runs in a container of its own. */
public enum Component {
  TRACKER("tracker"),
  MYSQL("mysql"),
  PROMETHEUS("prometheus"),
  /** Publishes the statistics of trackers without a Prometheus endpoint. */
  JSON_EXPORTER("json-exporter"),
  /**
   * Adds the admin token to the exporter's questions, so that Prometheus, which shows its settings
   * to everybody who can reach it, does not know it; and serves what the machine says of backups.
   */
  STATISTICS_PROXY("statistics-proxy"),
  GRAFANA("grafana"),
  CADDY("caddy"),
  BACKUP("backup"),
  /** Saves backups in a repository; runs by the clock and when it is asked to. */
  RESTIC("restic");

  private final String service;

  Component(String service) {
    this.service = service;
  }

  /** The name of the container, as the compose file and {@code status} have it. */
  public String service() {
    return service;
  }

  /** Whether its container is there only while it has something to do. */
  public boolean comesAndGoes() {
    return this == BACKUP || this == RESTIC;
  }

  /**
   * The name as a member of the configuration's {@code images} section, where names have
   * underscores.
   */
  public String member() {
    return service.replace('-', '_');
  }
}
