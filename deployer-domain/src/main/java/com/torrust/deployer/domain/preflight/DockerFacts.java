package com.torrust.deployer.domain.preflight;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Docker as it answers, not as its files say. Immutable. */
@Value.Immutable
public interface DockerFacts {

  /** Whether there is a daemon to ask. */
  enum Presence {
    /** No program of that name. */
    ABSENT,
    /** Another program under Docker's name, such as Podman. */
    IMITATED,
    /** Installed, but the daemon does not answer. */
    SILENT,
    /** The daemon answers. */
    RUNNING
  }

  /** Whether there is a daemon to ask. */
  Presence presence();

  /** Version of the client or of what stands in for it, in its own words; empty when absent. */
  @Value.Default
  default String client() {
    return "";
  }

  /** Version of the daemon. */
  Optional<String> version();

  /** Version of the Compose plug-in. */
  Optional<String> compose();

  /** Why the daemon does not answer, in the client's words; empty when it does. */
  @Value.Default
  default String refusal() {
    return "";
  }

  /** Whether it came as a snap, which sees only some folders of the machine. */
  @Value.Default
  default boolean isSnap() {
    return false;
  }

  /** Options of the running daemon, such as {@code name=userns} or {@code name=rootless}. */
  List<String> securityOptions();

  /** Where containers log to unless they say otherwise; empty when unknown. */
  @Value.Default
  default String logDriver() {
    return "";
  }

  /** How images are stored; empty when unknown. */
  @Value.Default
  default String storageDriver() {
    return "";
  }

  /** {@code 1} or {@code 2}; empty when unknown. */
  @Value.Default
  default String cgroupVersion() {
    return "";
  }

  /** Whether containers go on while the daemon restarts. */
  @Value.Default
  default boolean isLiveRestore() {
    return false;
  }

  /** Where it keeps its data; empty when unknown. */
  @Value.Default
  default String rootFolder() {
    return "";
  }

  /** Whether its settings, or the options of its process, keep it from using the firewall. */
  @Value.Default
  default boolean isFirewallForbidden() {
    return false;
  }

  /** Whether its rules stand in the kernel; absent when that could not be asked. */
  Optional<Boolean> firewallRules();

  /**
   * Whether its settings, or the options of its process, let it use the firewall for IPv6; absent
   * when they say nothing, which means no before Docker 27 and yes since.
   */
  Optional<Boolean> ipv6Firewall();

  /** How many networks the configured address pools hold; absent with the built-in ones. */
  Optional<Long> networkCapacity();

  /** How many networks of its own kind there are. */
  @Value.Default
  default int networks() {
    return 0;
  }

  /** All containers, at most 100. */
  List<ContainerFacts> containers();

  /** Whether the daemon has that option, such as {@code userns}. */
  default boolean has(String securityOption) {
    return securityOptions().stream()
        .anyMatch(
            option ->
                option.equals("name=" + securityOption)
                    || option.startsWith("name=" + securityOption + ","));
  }

  /** No Docker at all. */
  static DockerFacts absent() {
    return ImmutableDockerFacts.builder().presence(Presence.ABSENT).build();
  }
}
