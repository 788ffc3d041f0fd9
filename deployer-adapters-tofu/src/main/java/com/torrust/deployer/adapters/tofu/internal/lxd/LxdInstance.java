package com.torrust.deployer.adapters.tofu.internal.lxd;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.listed;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.named;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import java.util.List;
import java.util.Map;

/**
 * An instance as LXD describes it.
 *
 * @param config of its own, without what profiles add
 * @param lastUsedAt when it was last started
 */
record LxdInstance(
    String name,
    String status,
    Map<String, String> config,
    List<String> profiles,
    String lastUsedAt) {

  private static final String RUNNING = "Running";
  private static final String STOPPED = "Stopped";

  LxdInstance {
    name = worded(name);
    status = worded(status);
    config = named(config);
    profiles = listed(profiles);
    lastUsedAt = worded(lastUsedAt);
  }

  /** A key of its own configuration; empty when it is not set. */
  String config(String key) {
    return config.getOrDefault(key, "");
  }

  boolean hasProfile(String profile) {
    return profiles.contains(profile);
  }

  boolean isRunning() {
    return status.equals(RUNNING);
  }

  boolean isStopped() {
    return status.equals(STOPPED);
  }

  /**
   * Whether it stands still and LXD never came to the end of making it, as when the daemon was
   * killed: it cannot be started, and nothing has ever run on it. LXD notes the templates to apply
   * at the first start as the last thing of a creation, and when it was last started, which is the
   * year 1970 (or 1) for one that never was.
   */
  boolean isHalfMade() {
    boolean neverStarted = lastUsedAt.startsWith("1970-") || lastUsedAt.startsWith("0001-");
    return isStopped() && neverStarted && config("volatile.apply_template").isEmpty();
  }

  /** The hardware address of a network device. */
  String hardwareAddress(String device) {
    return config("volatile." + device + ".hwaddr");
  }
}
