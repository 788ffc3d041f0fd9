package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.ShellWord;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.domain.service.StackServices;
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

  /** Names that have to lead to the machine. */
  static List<String> domains(EnvironmentConfig config) {
    return StackServices.of(config).names().stream().map(DomainName::value).toList();
  }

  /** The records that the operator has to make: for each name one of each family served. */
  List<Document> dnsRecords() {
    return records().stream()
        .map(
            dns ->
                Document.object()
                    .put("name", dns.name().value())
                    .put("type", dns.type())
                    .put("value", dns.address().value()))
        .toList();
  }

  /** The same for people. */
  List<String> dnsReminders() {
    return records().stream()
        .map(dns -> dns.name() + " has to lead to " + dns.address() + " (" + dns.type() + ")")
        .toList();
  }

  private List<ServiceEndpoints.DnsRecord> records() {
    return ServiceEndpoints.of(config, machine).dnsRecords();
  }
}
