package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Distribution, hardware, and the account. */
final class SystemRules {

  /** The oldest release of each distribution that has the packages. */
  private static final Map<String, Double> OLDEST = Map.of("debian", 12.0, "ubuntu", 22.04);

  private static final Set<String> ARCHITECTURES = Set.of("x86_64", "aarch64", "arm64");
  private static final Set<String> USERLANDS = Set.of("", "amd64", "arm64");

  /** A machine sold with 512 MiB shows a little less, because the kernel keeps some. */
  private static final int LEAST_MEMORY = 450;

  private static final int LEAST_MEMORY_WITH_MYSQL = 900;

  private SystemRules() {}

  static Stream<MachineFinding> findings(MachineFacts facts, EnvironmentConfig config) {
    SystemFacts system = facts.system();
    List<MachineFinding> findings = new ArrayList<>();
    findings.add(distribution(system));
    if (!ARCHITECTURES.contains(system.architecture()) || !USERLANDS.contains(system.userland())) {
      findings.add(
          MachineFinding.blocking(
              "machine.architecture_unsupported",
              "the machine's kernel is "
                  + system.architecture()
                  + (system.userland().isEmpty()
                      ? ""
                      : " and its packages are " + system.userland())
                  + ", but the images of the stack exist for amd64 and arm64 only",
              "use a 64-bit system on x86 or ARM"));
    }
    if (!system.init().equals("systemd")) {
      findings.add(
          MachineFinding.blocking(
              "machine.no_systemd",
              "the machine's first process is '"
                  + system.init()
                  + "', not systemd, which starts the services of the stack",
              "use a machine, or a system container, that boots systemd"));
    }
    if (system.python().isEmpty()) {
      findings.add(
          MachineFinding.blocking(
              "machine.python_missing",
              "the machine has no /usr/bin/python3, which Ansible needs there",
              "install it: apt-get install python3"));
    }
    findings.addAll(memory(system, config));
    findings.add(account(facts.account(), config.sshCredentials().username().value()));
    return findings.stream();
  }

  private static MachineFinding distribution(SystemFacts system) {
    Double oldest = OLDEST.get(system.id());
    String name = system.name().isEmpty() ? "an unknown system" : system.name();
    return oldest != null && version(system.version()) >= oldest
        ? MachineFinding.fine("machine.system", name + " on " + system.architecture())
        : MachineFinding.blocking(
            "configure.unsupported_system",
            "the machine runs "
                + name
                + ", but Debian 12, Ubuntu 22.04 or a newer release of them is needed",
            "use a machine with one of these systems");
  }

  private static double version(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }

  private static List<MachineFinding> memory(SystemFacts system, EnvironmentConfig config) {
    if (system.memoryMib().isEmpty()) {
      return List.of();
    }
    int memory = system.memoryMib().getAsInt();
    if (memory < LEAST_MEMORY) {
      return List.of(
          MachineFinding.warning(
              "configure.little_memory",
              "the machine has "
                  + memory
                  + " MiB of memory; below 512 MiB the kernel may kill services of the stack",
              "give the machine more memory, or leave Prometheus and Grafana out"));
    }
    return config.hasBundledMysql() && memory < LEAST_MEMORY_WITH_MYSQL
        ? List.of(
            MachineFinding.warning(
                "configure.little_memory",
                "the machine has " + memory + " MiB of memory, which is little for MySQL",
                "give the machine 1 GiB or more, or use SQLite"))
        : List.of(MachineFinding.fine("machine.memory", memory + " MiB of memory"));
  }

  /** The account is the one that we log in with, whatever name the machine gives to it. */
  private static MachineFinding account(AccountFacts account, String name) {
    return switch (account.elevation()) {
      case ROOT -> MachineFinding.fine("machine.account", "the account is root");
      case SUDO ->
          MachineFinding.fine("machine.account", "'" + name + "' becomes root without a password");
      case NONE ->
          MachineFinding.blocking(
              "ssh.no_sudo",
              "'"
                  + name
                  + "' cannot become root without a password"
                  + (account.refusal().isEmpty() ? "" : ": " + account.refusal()),
              "allow it: echo '"
                  + name
                  + " ALL=(ALL) NOPASSWD:ALL' in a file below /etc/sudoers.d; or configure root as"
                  + " the account");
    };
  }
}
