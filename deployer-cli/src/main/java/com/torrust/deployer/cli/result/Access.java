package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.ShellWord;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/** How a machine is reached: by SSH, and by the names that have to lead to it. */
final class Access {

  private final EnvironmentConfig config;
  private final Machine machine;

  Access(EnvironmentConfig config, Machine machine) {
    this.config = config;
    this.machine = machine;
  }

  /** The call that logs in. */
  String command() {
    SshCredentials credentials = config.sshCredentials();
    return "ssh -i "
        + ShellWord.ofPath(credentials.privateKeyPath())
        + (machine.sshPort() == SshCredentials.DEFAULT_PORT ? "" : " -p " + machine.sshPort())
        + " "
        + credentials.username()
        + "@"
        + machine.address();
  }

  /** The same for programs. */
  Document document() {
    return Document.object()
        .put("host", machine.address().value())
        .put("port", machine.sshPort())
        .put("user", config.sshCredentials().username().value())
        .put("private_key_path", config.sshCredentials().privateKeyPath().toString())
        .put("host_keys", hostKeys())
        .put("command", command());
  }

  /** Keys that the machine is known by. */
  List<String> hostKeys() {
    return machine.hostKeys().stream().map(Object::toString).toList();
  }

  /**
   * Names that have to lead to the machine, in the reference's order: TLS sites, then UDP trackers.
   */
  static List<String> domains(EnvironmentConfig config) {
    List<String> names =
        new ArrayList<>(config.tlsSites().stream().map(site -> site.domain().value()).toList());
    config
        .tracker()
        .udpTrackers()
        .forEach(udp -> udp.domain().map(DomainName::value).ifPresent(names::add));
    return names.stream().distinct().toList();
  }

  /** The records that the operator has to make. */
  List<Document> dnsRecords() {
    String type = machine.address().value().contains(":") ? "AAAA" : "A";
    return domains(config).stream()
        .map(
            name ->
                Document.object()
                    .put("name", name)
                    .put("type", type)
                    .put("value", machine.address().value()))
        .toList();
  }

  /** The same for people. */
  List<String> dnsReminders() {
    return domains(config).stream()
        .map(name -> name + " has to lead to " + machine.address())
        .toList();
  }
}
