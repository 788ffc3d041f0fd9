package com.torrust.deployer.domain.config;

/** A tracker version as the set of what differs between versions. */
public enum TrackerRelease {
  /**
   * The published release: configuration schema 2.0.0, no Prometheus endpoint, ends on SIGINT only.
   */
  V3_0_0("3.0.0", "2.0.0", true),
  /** The moving development image: configuration schema 3.0.0 and native Prometheus endpoints. */
  DEVELOP("develop", "3.0.0", false);

  private final String text;
  private final String schemaVersion;
  private final boolean needsStatisticsBridge;

  TrackerRelease(String text, String schemaVersion, boolean needsStatisticsBridge) {
    this.text = text;
    this.schemaVersion = schemaVersion;
    this.needsStatisticsBridge = needsStatisticsBridge;
  }

  /** The word in the configuration's {@code tracker.release}. */
  public String text() {
    return text;
  }

  /** {@code schema_version} of {@code tracker.toml}. */
  public String schemaVersion() {
    return schemaVersion;
  }

  /** Whether Prometheus needs the exporter because the tracker has no endpoint of its own. */
  public boolean needsStatisticsBridge() {
    return needsStatisticsBridge;
  }
}
