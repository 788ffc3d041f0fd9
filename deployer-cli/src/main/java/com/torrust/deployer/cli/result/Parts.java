package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.preflight.MachineFinding;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.result.ResultDocuments;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Parts that texts have in common. */
final class Parts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Parts() {}

  /** What most texts about one environment begin with. */
  static Text environment(Environment environment, String title) {
    return Text.titled(title)
        .fact("Name", environment.name())
        .fact("Machine", environment.config().instanceName())
        .fact("Provider", environment.config().provider().displayName())
        .fact("State", environment.stateName().displayName(), meaning(environment.stateName()))
        .fact(
            "Address",
            environment
                .knownMachine()
                .map(machine -> machine.address().toString())
                .orElse("not available"))
        .fact("Created", time(environment.context().createdAt()));
  }

  /** How a state is painted. */
  static Meaning meaning(StateName state) {
    if (state.isFailure()) {
      return Meaning.BAD;
    }
    return state == StateName.RUNNING ? Meaning.GOOD : Meaning.MAJOR;
  }

  /** An instant for people. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The services that a configuration asks for. */
  static String services(EnvironmentConfig config) {
    return config.components().stream().map(Component::member).collect(Collectors.joining(", "));
  }

  /** How a new machine is reached, and by which keys it is known. */
  static Text login(Text text, Environment environment, Machine machine) {
    text.fact("Address", machine.address())
        .fact("Other address", machine.otherAddress())
        .fact("Login", ResultDocuments.login(environment.config(), machine))
        .facts("Host key", machine.hostKeys());
    return dns(text, environment, machine);
  }

  /** The records that the operator has to make. */
  static Text dns(Text text, Environment environment, Machine machine) {
    return text.facts(
        "DNS",
        ServiceEndpoints.of(environment.config(), machine).dnsRecords().stream()
            .map(dns -> dns.name() + " has to lead to " + dns.address() + " (" + dns.type() + ")")
            .toList());
  }

  /** Where the services are found. */
  static Text endpoints(Text text, ServiceEndpoints endpoints) {
    text.facts("Announce", endpoints.announceUrls());
    endpoints
        .localhostHttpTrackers()
        .forEach(
            local ->
                text.fact(
                    "Internal",
                    local.serviceName() + " on port " + local.port() + ", in its container only"));
    return text.fact("API", reach(endpoints.api()))
        .fact("Health", reach(endpoints.healthCheck()))
        .fact("Grafana", endpoints.grafana().map(Parts::reach));
  }

  private static String reach(ServiceEndpoints.Access access) {
    return access.url() + (access.localhostOnly() ? " (on the machine only)" : "");
  }

  /** A row for each check. */
  static Table checks(List<CheckResult> checks) {
    Table table = Table.of("Result", "What", "Answer");
    checks.forEach(
        check ->
            table.row(
                status(check.status()),
                check.subject(),
                check.detail() + check.code().map(code -> " [" + code + "]").orElse("")));
    return table;
  }

  /** The outcome of a check as a painted cell. */
  static Cell status(CheckResult.Status status) {
    return Cell.of(
        Document.word(status),
        switch (status) {
          case PASS -> Meaning.GOOD;
          case WARN -> Meaning.DOUBTFUL;
          case FAIL -> Meaning.BAD;
          case SKIP -> Meaning.MINOR;
        });
  }

  /** A part of its own for what protects the machine, item by item; none without items. */
  static Text security(Text text, List<CheckResult> security) {
    if (security.isEmpty()) {
      return text;
    }
    long open = security.stream().filter(CheckResult::failed).count();
    String title =
        open == 0
            ? "Security: everything that was asked on the machine holds"
            : "Security: " + open + " of " + security.size() + " items do not hold";
    return text.head(title).table(checks(security));
  }

  /** A row for each finding about a machine. */
  static Table findings(MachineReport report) {
    Table table = Table.of("Machine", "Found");
    report.findings().forEach(each -> table.row(severity(each), each.message()));
    return table;
  }

  private static Cell severity(MachineFinding finding) {
    return switch (finding.severity()) {
      case FINE -> Cell.of("fine", Meaning.GOOD);
      case CHANGE -> Cell.of("will change", Meaning.MAJOR);
      case WARNING -> Cell.of("warning", Meaning.DOUBTFUL);
      case BLOCKING -> Cell.of("in the way", Meaning.BAD);
    };
  }

  /** What to do about findings of a severity, each after its code. */
  static List<String> remedies(MachineReport report, Severity severity) {
    return report.of(severity).stream()
        .filter(each -> !each.remedy().isEmpty())
        .map(each -> each.code() + ": " + each.remedy())
        .toList();
  }
}
