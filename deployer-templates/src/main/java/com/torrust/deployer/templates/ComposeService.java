package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.machine.HostAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one service of the compose file, member by member, on top of what all services have in
 * common: no capabilities, no new privileges, and a root file system that cannot be written to.
 */
final class ComposeService {

  private final ObjectNode node = StructuredText.tree();

  private ComposeService() {}

  static ComposeService of(Component component, ImageReference image) {
    ComposeService service = new ComposeService();
    service.node.put("image", image.value());
    service.restart("unless-stopped");
    // Containers share files with the machine by owner; a daemon that remaps users would forbid it.
    service.node.put("userns_mode", "host");
    service.node.putArray("security_opt").add("no-new-privileges:true");
    service.node.putArray("cap_drop").add("ALL");
    service.node.put("read_only", true);
    service
        .node
        .putObject("logging")
        // Said, because the machine's default may be another driver that knows none of the bounds.
        .put("driver", "json-file")
        .putObject("options")
        .put("max-size", "10m")
        .put("max-file", "10");
    return service;
  }

  /** When Docker starts it again by itself. */
  ComposeService restart(String policy) {
    node.put("restart", policy);
    return this;
  }

  /** It starts only with that profile. */
  ComposeService profile(String profile) {
    node.putArray("profiles").add(profile);
    return this;
  }

  /** Gives it back a capability; all others are taken from it. */
  ComposeService capability(String capability) {
    node.withArrayProperty("cap_add").add(capability);
    return this;
  }

  /** It begins as this account, never as root. */
  ComposeService user(String user) {
    node.put("user", user);
    return this;
  }

  /** A folder in memory that it may write to, such as {@code /tmp}; with options after a colon. */
  ComposeService temporary(String folder) {
    node.withArrayProperty("tmpfs").add(folder);
    return this;
  }

  /**
   * What it may take from the machine at most.
   *
   * @param memory as Compose reads it; what goes beyond ends the container, not its neighbours
   * @param processes processes and threads
   */
  ComposeService limits(String memory, int processes) {
    node.put("mem_limit", memory).put("pids_limit", processes);
    return this;
  }

  ComposeService entrypoint(String... words) {
    add("entrypoint", List.of(words));
    return this;
  }

  ComposeService command(String... words) {
    add("command", List.of(words));
    return this;
  }

  /** The signal that ends it in order. */
  ComposeService stopSignal(String signal) {
    node.put("stop_signal", signal);
    return this;
  }

  /** How long it may take to end in order before it is killed. */
  ComposeService stopGrace(Duration grace) {
    node.put("stop_grace_period", seconds(grace));
    return this;
  }

  /** It starts when the other one is healthy. */
  ComposeService after(Component other) {
    ObjectNode dependencies = node.withObjectProperty("depends_on");
    dependencies.putObject(other.service()).put("condition", "service_healthy");
    return this;
  }

  /** Sets a variable in the container. */
  ComposeService variable(String name, String value) {
    node.withObjectProperty("environment").put(name, value);
    return this;
  }

  /** Hands a variable of {@code .env} on. Compose refuses to start without it. */
  ComposeService fromEnvironmentFile(String name) {
    return variable(name, "${" + name + ":?missing in .env}");
  }

  ComposeService mount(String source, String target) {
    return bind(source, target, "z");
  }

  ComposeService mountReadOnly(String source, String target) {
    return bind(source, target, "ro,z");
  }

  /**
   * The shared label "z": the backup reads folders of other services; it means nothing without
   * SELinux.
   */
  private ComposeService bind(String source, String target, String options) {
    node.withArrayProperty("volumes").add("./" + source + ":" + target + ":" + options);
    return this;
  }

  ComposeService publish(List<String> ports) {
    add("ports", ports);
    return this;
  }

  /** Joins networks, some of them with an address of its own choice. */
  ComposeService join(Set<Network> networks, Map<Network, HostAddress> addresses) {
    if (addresses.isEmpty()) {
      add("networks", networks.stream().map(Network::text).toList());
      return this;
    }
    ObjectNode joined = node.putObject("networks");
    networks.forEach(
        network -> {
          ObjectNode settings = joined.putObject(network.text());
          Optional.ofNullable(addresses.get(network))
              .ifPresent(address -> settings.put("ipv6_address", address.value()));
        });
    return this;
  }

  /** A health check by command. */
  ComposeService healthy(Duration startPeriod, String... test) {
    add(node.withObjectProperty("healthcheck"), "test", List.of(test));
    return healthyByImage(startPeriod);
  }

  /**
   * The image's own health check. Asked every second until the first success, so that a start takes
   * no longer than it needs; failures within the start period do not count.
   */
  ComposeService healthyByImage(Duration startPeriod) {
    node.withObjectProperty("healthcheck")
        .put("interval", "10s")
        .put("timeout", "5s")
        .put("retries", 5)
        .put("start_period", seconds(startPeriod))
        .put("start_interval", "1s");
    return this;
  }

  /** What was written so far. */
  ObjectNode tree() {
    return node;
  }

  private void add(String member, List<String> texts) {
    add(node, member, texts);
  }

  /** Compose refuses a member without entries, hence none is written. */
  private static void add(ObjectNode parent, String member, List<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = parent.putArray(member);
      texts.forEach(array::add);
    }
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
