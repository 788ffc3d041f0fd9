package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.sdk.RegisterResult;
import java.util.List;

/**
 * The result of {@code register}.
 *
 * @param result the machine that was adopted, and what it was found to be like
 */
public record RegisteredResult(RegisterResult result) implements Result {

  private Provisioned environment() {
    return result.environment();
  }

  private Access access() {
    return new Access(environment().config(), environment().machine());
  }

  private List<String> next() {
    return Next.of("configure " + environment().name());
  }

  @Override
  public Text text() {
    return Text.titled("Machine registered; it will never be destroyed")
        .fact("Address", environment().machine().address())
        .fact("Login", access().command())
        .facts("Host key", access().hostKeys())
        .facts("DNS", access().dnsReminders())
        .table(MachineDocument.table(result.report()))
        .facts("Advice", MachineDocument.remedies(result.report(), Severity.WARNING))
        .next(next());
  }

  @Override
  public Document document() {
    return Facts.document(environment())
        .put("ssh_port", environment().machine().sshPort())
        .put("registered", true)
        .put("ssh", access().document())
        .putAll("dns_records", access().dnsRecords())
        .put("machine", MachineDocument.of(result.report()))
        .put("next_commands", next());
  }
}
