package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Provisioned;
import java.util.List;

/**
 * The result of {@code provision}.
 *
 * @param environment with its machine
 */
public record ProvisionedResult(Provisioned environment) implements Result {

  private Access access() {
    return new Access(environment.config(), environment.machine());
  }

  private List<String> next() {
    return Next.of("configure " + environment.name());
  }

  @Override
  public Text text() {
    return Text.titled("Machine provisioned")
        .fact("Address", environment.machine().address())
        .fact("Login", access().command())
        .facts("Host key", access().hostKeys())
        .facts("DNS", access().dnsReminders())
        .next(next());
  }

  @Override
  public Document document() {
    EnvironmentConfig config = environment.config();
    return Facts.document(environment)
        .put("ssh_username", config.sshCredentials().username().value())
        .put("ssh_port", environment.machine().sshPort())
        .put("ssh_private_key_path", config.sshCredentials().privateKeyPath().toString())
        .put("provisioned_at", environment.since().toString())
        .put("domains", Access.domains(config))
        .put("ssh", access().document())
        .putAll("dns_records", access().dnsRecords())
        .put("next_commands", next());
  }
}
