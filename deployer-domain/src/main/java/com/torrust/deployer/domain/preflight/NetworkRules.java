package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackServices;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports, firewalls, names and time. */
final class NetworkRules {

  /** Containers' time is their host's. */
  private static final Set<String> CONTAINERS = Set.of("lxc", "docker", "systemd-nspawn", "podman");

  private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

  private NetworkRules() {}

  static Stream<MachineFinding> findings(MachineFacts facts, EnvironmentConfig config) {
    List<MachineFinding> findings = new ArrayList<>();
    ports(facts, config).ifPresent(findings::add);
    services(facts).ifPresent(findings::add);
    findings.addAll(firewall(facts.firewall()));
    NetworkFacts network = facts.network();
    if (!network.hostnameResolves()) {
      findings.add(
          MachineFinding.warning(
              "machine.hostname_unresolved",
              "the machine does not find its own name '"
                  + network.hostname()
                  + "', which makes sudo slow and talkative",
              "add it to /etc/hosts: 127.0.1.1 " + hostname(network)));
    }
    boolean ownClock = !CONTAINERS.contains(facts.system().virtualization());
    if (ownClock && network.clockSynchronized().map(yes -> !yes).orElse(false)) {
      findings.add(
          MachineFinding.warning(
              "machine.clock_unsynchronized",
              "nothing has set the machine's clock by the network; certificates and schedules"
                  + " depend on it",
              "switch a time service on: timedatectl set-ntp true"));
    }
    if (facts.sshd().socketActivated()) {
      findings.add(
          MachineFinding.fine("machine.sshd_socket", "systemd listens for the SSH daemon"));
    }
    return findings.stream();
  }

  /** The machine's own name as a part of something to be pasted: only if it is one. */
  private static String hostname(NetworkFacts network) {
    return HOSTNAME.matcher(network.hostname()).matches() ? network.hostname() : "NAME";
  }

  /** Nothing stands in the way before the stack is started, and somebody may stop it until then. */
  private static Optional<MachineFinding> ports(MachineFacts facts, EnvironmentConfig config) {
    Set<String> taken = new LinkedHashSet<>();
    for (StackService service : StackServices.of(config).all()) {
      facts.listeners().stream()
          .filter(each -> service.isOnMachine())
          .filter(each -> each.protocol() == service.protocol() && each.port() == service.port())
          .filter(each -> !isPublishedByUs(facts.docker(), each))
          .map(ListenerFacts::display)
          .forEach(taken::add);
    }
    return taken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MachineFinding.warning(
                "machine.port_in_use",
                "ports that the stack needs are in use: " + String.join(", ", taken),
                "stop the program that uses the port before 'run', see: ss -Hltnup"));
  }

  private static boolean isPublishedByUs(DockerFacts docker, ListenerFacts listener) {
    Pattern published =
        Pattern.compile(":" + listener.port() + "->\\d+/" + listener.protocol().text() + "(,|$)");
    return docker.containers().stream()
        .filter(DockerRules::isOurs)
        .anyMatch(each -> published.matcher(each.ports()).find());
  }

  private static Optional<MachineFinding> services(MachineFacts facts) {
    String open =
        facts.listeners().stream()
            .filter(each -> !each.isLoopback() && !each.process().equals("sshd"))
            .filter(each -> !isPublishedByUs(facts.docker(), each))
            .map(ListenerFacts::display)
            .distinct()
            .limit(20)
            .collect(Collectors.joining(", "));
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MachineFinding.fine(
                "machine.services", "other services listen on the machine: " + open));
  }

  private static List<MachineFinding> firewall(FirewallFacts firewall) {
    List<MachineFinding> findings = new ArrayList<>();
    if (firewall.ufwActive()) {
      findings.add(MachineFinding.fine("machine.ufw", "UFW is active; its rules stay"));
    }
    if (firewall.firewalldActive()) {
      findings.add(
          MachineFinding.warning(
              "machine.firewalld",
              "firewalld is at work, which closes what it does not know",
              "open the ports of the stack in firewalld as well, or use UFW in its place"));
    }
    if (firewall.persistentRules()) {
      findings.add(
          MachineFinding.warning(
              "machine.firewall_persistent",
              "iptables-persistent loads rules of the operator at boot; they stay, and apply"
                  + " besides those of the stack",
              "open the ports of the stack there as well"));
    }
    if (firewall.nftablesService() && firewall.nftablesFlushes()) {
      findings.add(
          MachineFinding.warning(
              "machine.nftables_flush",
              "the nftables service removes the rules of everybody, Docker's among them, whenever"
                  + " it is started",
              "remove 'flush ruleset' from /etc/nftables.conf, or let it flush its own tables"
                  + " only"));
    }
    return findings;
  }
}
