package com.torrust.deployer.domain.release;

/** The parts of the output tree. */
public enum ArtifactGroup {
  TOFU("tofu"),
  ANSIBLE("ansible"),
  COMPOSE("docker-compose"),
  TRACKER("tracker"),
  PROMETHEUS("prometheus"),
  GRAFANA("grafana"),
  CADDY("caddy"),
  BACKUP("backup"),
  /** Scripts that run on the machine and can be run there by hand. */
  OPERATIONS("remote");

  private final String folder;

  ArtifactGroup(String folder) {
    this.folder = folder;
  }

  /** Folder of the group below {@code build/<environment>}. */
  public String folder() {
    return folder;
  }
}
