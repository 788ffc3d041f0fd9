package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** An instance as LXD describes it. */
record LxdInstance(JsonNode json) {

  private static final String RUNNING = "Running";
  private static final String STOPPED = "Stopped";

  String name() {
    return json.path("name").asText("");
  }

  String status() {
    return json.path("status").asText("");
  }

  /** A key of its own configuration, without what profiles add; empty when it is not set. */
  String config(String key) {
    return json.path("config").path(key).asText("");
  }

  boolean hasProfile(String name) {
    return StreamSupport.stream(json.path("profiles").spliterator(), false)
        .anyMatch(profile -> profile.asText("").equals(name));
  }

  boolean isRunning() {
    return status().equals(RUNNING);
  }

  boolean isStopped() {
    return status().equals(STOPPED);
  }

  /**
   * Whether it stands still and LXD never came to the end of making it, as when the daemon was
   * killed: it cannot be started, and nothing has ever run on it. LXD notes the templates to apply
   * at the first start as the last thing of a creation, and when it was last started, which is the
   * year 1970 (or 1) for one that never was.
   */
  boolean isHalfMade() {
    String lastUsed = json.path("last_used_at").asText("");
    boolean neverStarted = lastUsed.startsWith("1970-") || lastUsed.startsWith("0001-");
    return isStopped() && neverStarted && config("volatile.apply_template").isEmpty();
  }

  /** The hardware address of a network device. */
  String hardwareAddress(String device) {
    return config("volatile." + device + ".hwaddr");
  }
}
