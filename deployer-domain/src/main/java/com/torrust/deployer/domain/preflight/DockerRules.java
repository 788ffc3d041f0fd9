package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.IpFamily;
import com.torrust.deployer.domain.service.StackServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the stack needs of Docker. */
final class DockerRules {

  private static final int OLDEST = 25;

  /** Filters IPv6 without being told to. */
  private static final int OLDEST_WITH_IPV6 = 27;

  private static final int OLDEST_COMPOSE_MAJOR = 2;
  private static final int OLDEST_COMPOSE_MINOR = 20;

  /** As many as a stack with every service has. */
  private static final long NETWORKS = 5;

  /** What 'docker logs' can read, hence what the stack names itself. */
  private static final Set<String> READABLE_LOGS = Set.of("", "json-file", "local");

  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})");
  private static final double TOO_OLD_DEBIAN = 13;

  private DockerRules() {}

  static Stream<MachineFinding> findings(MachineFacts facts, EnvironmentConfig config) {
    DockerFacts docker = facts.docker();
    return switch (docker.presence()) {
      case ABSENT -> Stream.of(absent(facts.system()));
      case IMITATED ->
          Stream.of(
              MachineFinding.blocking(
                  "configure.docker_is_podman",
                  "'docker' on the machine is another program: " + docker.client(),
                  "remove the package that stands in for Docker (podman-docker), or use another"
                      + " machine"));
      case SILENT -> facts.account().isRoot() ? silent(docker, facts.packages()) : Stream.empty();
      case RUNNING -> running(docker, config).stream();
    };
  }

  private static MachineFinding absent(SystemFacts system) {
    return system.id().equals("debian") && !isAtLeast(system.version(), TOO_OLD_DEBIAN)
        ? MachineFinding.blocking(
            "configure.unsupported_system",
            system.name() + " itself has neither Docker 25 nor Compose 2",
            "install docker-ce and docker-compose-plugin from Docker's own repository, or use"
                + " Debian 13")
        : MachineFinding.change("docker.install", "Docker and Compose will be installed");
  }

  private static boolean isAtLeast(String version, double least) {
    try {
      return Double.parseDouble(version) >= least;
    } catch (NumberFormatException unknown) {
      return true;
    }
  }

  private static Stream<MachineFinding> silent(DockerFacts docker, PackageFacts packages) {
    if (docker.isSnap()) {
      return Stream.of(snap());
    }
    return packages.maskedUnits().stream().anyMatch(unit -> unit.startsWith("docker."))
        ? Stream.of(
            MachineFinding.blocking(
                "configure.service_masked",
                "Docker is installed, but its unit is masked, so that nothing can start it",
                "let it start again: systemctl unmask docker.service docker.socket"))
        : Stream.of(
            MachineFinding.warning(
                "docker.silent",
                "Docker is installed but does not answer"
                    + (docker.refusal().isEmpty() ? "" : ": " + docker.refusal()),
                "see why: systemctl status docker"));
  }

  private static MachineFinding snap() {
    return MachineFinding.blocking(
        "configure.docker_from_snap",
        "Docker came as a snap, which does not see /opt",
        "replace it by the distribution's package: snap remove docker");
  }

  private static List<MachineFinding> running(DockerFacts docker, EnvironmentConfig config) {
    List<MachineFinding> findings = new ArrayList<>();
    if (docker.isSnap()) {
      findings.add(snap());
    }
    versions(docker).ifPresent(findings::add);
    if (docker.has("rootless")) {
      findings.add(
          MachineFinding.blocking(
              "configure.docker_rootless",
              "Docker runs without root, so it can neither publish ports below 1024 nor see the"
                  + " addresses of peers",
              "use Docker as the system's own service: systemctl enable --now docker"));
    }
    if (docker.has("userns")) {
      findings.add(
          MachineFinding.fine(
              "configure.docker_user_namespaces",
              "Docker gives containers user numbers of their own (userns-remap); the stack's"
                  + " services use those of the machine"));
    }
    firewall(docker).ifPresent(findings::add);
    if (StackServices.of(config).serves(IpFamily.IPV6)) {
      ipv6(docker).ifPresent(findings::add);
    }
    docker
        .networkCapacity()
        .filter(all -> all - docker.networks() < NETWORKS && !isReleased(docker))
        .ifPresent(
            all ->
                findings.add(
                    MachineFinding.blocking(
                        "configure.docker_address_pools",
                        "Docker's address pools hold "
                            + all
                            + " networks, of which "
                            + docker.networks()
                            + " exist; a stack needs up to "
                            + NETWORKS
                            + " more",
                        "enlarge 'default-address-pools' in /etc/docker/daemon.json, or remove"
                            + " networks that nobody uses: docker network prune")));
    if (docker.storageDriver().equals("vfs")) {
      findings.add(
          MachineFinding.warning(
              "configure.docker_storage",
              "Docker stores every layer of every image as a copy of its own (vfs), which is slow"
                  + " and needs much room",
              "use a file system on which overlay2 works"));
    }
    if (!READABLE_LOGS.contains(docker.logDriver())) {
      findings.add(
          MachineFinding.fine(
              "docker.log_driver",
              "Docker logs to '" + docker.logDriver() + "'; the stack names a driver of its own"));
    }
    List<ContainerFacts> others = others(docker);
    if (!others.isEmpty()) {
      findings.add(
          MachineFinding.fine(
              "docker.others",
              others.size()
                  + " containers of others are left alone: "
                  + others.stream()
                      .limit(8)
                      .map(ContainerFacts::name)
                      .collect(Collectors.joining(", "))));
    }
    return findings;
  }

  private static Optional<MachineFinding> versions(DockerFacts docker) {
    String version = docker.version().orElse("");
    boolean old = major(version) < OLDEST;
    boolean oldCompose = docker.compose().map(DockerRules::isOldCompose).orElse(false);
    if (!old && !oldCompose) {
      return Optional.of(
          docker.compose().isPresent()
              ? MachineFinding.fine(
                  "docker.version", "Docker " + version + " with Compose " + docker.compose().get())
              : MachineFinding.change("docker.install", "Compose will be installed"));
    }
    return Optional.of(
        MachineFinding.blocking(
            "configure.docker_too_old",
            "the machine has Docker "
                + version
                + " and Compose "
                + docker.compose().orElse("(none)")
                + ", but Docker 25 and Compose 2.20 or newer are needed",
            "bring Docker and its Compose plug-in up to date"));
  }

  private static int major(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : OLDEST;
  }

  private static boolean isOldCompose(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.lookingAt()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    return major < OLDEST_COMPOSE_MAJOR
        || (major == OLDEST_COMPOSE_MAJOR && minor < OLDEST_COMPOSE_MINOR);
  }

  private static Optional<MachineFinding> firewall(DockerFacts docker) {
    if (docker.isFirewallForbidden()) {
      return Optional.of(
          MachineFinding.blocking(
              "configure.docker_without_firewall",
              "Docker must not touch the firewall (\"iptables\": false), so the tracker would"
                  + " record its own network as the address of every peer",
              "remove 'iptables' and 'ip6tables' from /etc/docker/daemon.json, or"
                  + " '--iptables=false' from its unit, and restart Docker"));
    }
    return docker
        .firewallRules()
        .filter(present -> !present)
        .map(
            missing ->
                MachineFinding.warning(
                    "docker.firewall_rules_missing",
                    "Docker's own rules are not in the kernel: something has removed them since it"
                        + " started",
                    "let it put them back: systemctl restart docker"));
  }

  /** What Docker has to be told so that IPv6 clients keep their addresses. */
  private static Optional<MachineFinding> ipv6(DockerFacts docker) {
    if (docker.ipv6Firewall().filter(allowed -> !allowed).isPresent()) {
      return Optional.of(
          MachineFinding.blocking(
              "configure.docker_without_firewall",
              "Docker must not touch the firewall for IPv6 (\"ip6tables\": false), so the tracker"
                  + " would record its own network as the address of every IPv6 peer",
              "remove 'ip6tables' from /etc/docker/daemon.json, or '--ip6tables=false' from its"
                  + " unit, and restart Docker; or write 0.0.0.0 instead of [::]"));
    }
    if (docker.ipv6Firewall().isPresent()
        || major(docker.version().orElse("")) >= OLDEST_WITH_IPV6) {
      return Optional.empty();
    }
    String needs = "Docker needs 'experimental' and 'ip6tables' in its settings to serve IPv6";
    boolean othersRun = others(docker).stream().anyMatch(ContainerFacts::isRunning);
    return Optional.of(
        othersRun && !docker.isLiveRestore()
            ? MachineFinding.warning(
                "configure.docker_restart_needed",
                needs + ", which takes a restart, and containers of others run",
                "configure with --restart-docker when those containers may be restarted")
            : MachineFinding.change(
                "docker.settings", needs + "; they will be added, and Docker restarted"));
  }

  private static boolean isReleased(DockerFacts docker) {
    return docker.containers().stream().anyMatch(DockerRules::isOurs);
  }

  static List<ContainerFacts> others(DockerFacts docker) {
    return docker.containers().stream().filter(each -> !isOurs(each)).toList();
  }

  static boolean isOurs(ContainerFacts container) {
    return container.folder().equals("/opt/torrust");
  }
}
