package com.torrust.deployer.json.result;

import static com.torrust.deployer.json.result.EnvironmentParts.checks;
import static com.torrust.deployer.json.result.EnvironmentParts.facts;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import com.torrust.deployer.domain.port.EnvironmentStore.Summary;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ErrorCatalogue;
import com.torrust.deployer.json.ErrorDocument;
import com.torrust.deployer.json.ShellWord;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DestroyResult;
import com.torrust.deployer.sdk.operation.DoctorReport;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.PurgeResult;
import com.torrust.deployer.sdk.operation.RegisterResult;
import com.torrust.deployer.sdk.operation.RenderResult;
import com.torrust.deployer.sdk.operation.StatusReport;
import com.torrust.deployer.sdk.operation.TestReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The result of each operation as a document; its schema has the name of the command. */
public final class ResultDocuments {

  private ResultDocuments() {}

  /**
   * {@code create environment}.
   *
   * @param warnings what is worth telling about the configuration
   * @param workingDirectory folder with {@code data} and {@code build}
   */
  public static Document created(
      Created environment, List<Finding> warnings, Path workingDirectory) {
    String name = environment.name().value();
    return facts(environment)
        .put("data_dir", workingDirectory.resolve("data").resolve(name).toString())
        .put("build_dir", workingDirectory.resolve("build").resolve(name).toString())
        .putAll("warnings", warnings.stream().map(ErrorDocument::of).toList())
        .put(
            "next_commands",
            Commands.of("deploy " + name, "register " + name + " --instance-ip ADDRESS"));
  }

  /** {@code create template}: the file that was written, for a provider. */
  public static Document template(Path file, String provider) {
    return Document.result()
        .put("path", file.toString())
        .put("provider_id", provider)
        .put(
            "next_commands",
            Commands.of(
                "validate --env-file " + ShellWord.ofPath(file),
                "deploy --env-file " + ShellWord.ofPath(file)));
  }

  /** A file that was written, or a folder and the files below it. */
  public static Document written(Path path, List<String> files) {
    return Document.result().put("path", path.toString()).put("files", files);
  }

  /** {@code provision}. */
  public static Document provisioned(Provisioned environment) {
    EnvironmentConfig config = environment.config();
    return facts(environment)
        .put("ssh_username", config.sshCredentials().username().value())
        .put("ssh_port", environment.machine().sshPort())
        .put("ssh_private_key_path", config.sshCredentials().privateKeyPath().toString())
        .put("provisioned_at", environment.since().toString())
        .put("domains", EnvironmentParts.domains(config))
        .put("ssh", EnvironmentParts.ssh(config, environment.machine()))
        .putAll("dns_records", EnvironmentParts.dnsRecords(config, environment.machine()))
        .put("next_commands", Commands.of("configure " + environment.name()));
  }

  /** {@code register}. */
  public static Document registered(RegisterResult result) {
    Provisioned environment = result.environment();
    return facts(environment)
        .put("ssh_port", environment.machine().sshPort())
        .put("registered", true)
        .put("ssh", EnvironmentParts.ssh(environment.config(), environment.machine()))
        .putAll(
            "dns_records", EnvironmentParts.dnsRecords(environment.config(), environment.machine()))
        .put("machine", MachineDocument.of(result.report()))
        .put("next_commands", Commands.of("configure " + environment.name()));
  }

  /** {@code configure} and {@code release}. */
  public static Document phase(Environment environment) {
    String next = environment.stateName() == StateName.CONFIGURED ? "release " : "run ";
    return facts(environment)
        .put("release_id", environment.installedRelease().map(Object::toString))
        .put("next_commands", Commands.of(next + environment.name()));
  }

  /** {@code run}. */
  public static Document running(Running environment) {
    ServiceEndpoints endpoints = ServiceEndpoints.of(environment.config(), environment.machine());
    return facts(environment)
        .put("release_id", environment.installedRelease().map(Object::toString))
        .put("services", EnvironmentParts.services(endpoints))
        .put("grafana", endpoints.grafana().map(EnvironmentParts::grafana))
        .put("next_commands", Commands.after(environment));
  }

  /** {@code deploy}. */
  public static Document deployed(DeployResult result) {
    Environment environment = result.environment();
    Optional<ServiceEndpoints> endpoints =
        environment
            .knownMachine()
            .map(machine -> ServiceEndpoints.of(environment.config(), machine));
    return facts(environment)
        .put("phases", result.phases().stream().map(phase -> phase.text()).toList())
        .put("release_id", environment.installedRelease().map(Object::toString))
        .put("services", endpoints.map(EnvironmentParts::services))
        .put("grafana", endpoints.flatMap(ServiceEndpoints::grafana).map(EnvironmentParts::grafana))
        .put("next_commands", Commands.after(environment));
  }

  /** {@code test}. */
  public static Document tested(TestReport report) {
    String name = report.environment().value();
    return Document.result()
        .put("environment_name", name)
        .put("instance_ip", report.address().value())
        .put("result", report.passed() ? "pass" : "fail")
        .putAll("checks", checks(report.checks()))
        .putAll("security", checks(report.security()))
        .putAll(
            "dns_warnings",
            report.checks().stream()
                .filter(ResultDocuments::isAstray)
                .map(check -> dnsWarning(check, report.address()))
                .toList())
        .put(
            "next_commands",
            report.passed()
                ? List.of()
                : Commands.of("status " + name, "status " + name + " --logs tracker"));
  }

  private static boolean isAstray(CheckResult check) {
    return check.id().startsWith("dns.") && check.status() != CheckResult.Status.PASS;
  }

  private static Document dnsWarning(CheckResult check, HostAddress expected) {
    return Document.object()
        .put("domain", check.subject())
        .put("expected_ip", expected.value())
        .put("issue", check.detail());
  }

  /** {@code status}. */
  public static Document status(StatusReport report) {
    return StatusDocument.of(report);
  }

  /** {@code status --logs}: lines, each after its service; of all services unless one is named. */
  public static Document logs(
      EnvironmentName environment, Optional<String> service, List<String> lines) {
    return Document.result()
        .put("environment_name", environment.value())
        .put("service", service)
        .put("lines", lines);
  }

  /** {@code plan}. */
  public static Document planned(Plan plan) {
    return Document.result()
        .put("environment_name", plan.environment().value())
        .put("plan", plan.id().value())
        .put("depth", plan.depth().text())
        .put("state_name", plan.state().map(StateName::text))
        .put("changes_nothing", plan.changesNothing())
        .put("needs_approval", plan.needsApproval())
        .put("restarts_machine", plan.restartsMachine())
        .put("members", plan.members())
        .put("losses", plan.losses())
        .putAll("obstacles", plan.obstacles().stream().map(ResultDocuments::obstacle).toList())
        .putAll("phases", plan.phases().stream().map(ResultDocuments::phase).toList())
        .putAll("drift", plan.drift().stream().map(ResultDocuments::drift).toList())
        .put("unchecked", plan.unchecked());
  }

  /** Something that is not as it was left. */
  static Document drift(Drift drift) {
    return Document.object()
        .put("kind", drift.kind().text())
        .put("subject", drift.subject())
        .put("expected", drift.expected())
        .put("actual", drift.found())
        .put("remedy", drift.repairedBy().text());
  }

  private static Document obstacle(Obstacle obstacle) {
    return Document.object()
        .put("code", obstacle.code().value())
        .put("member", obstacle.member())
        .put("reason", obstacle.reason())
        .put("remedy", obstacle.remedy());
  }

  private static Document phase(PlannedPhase phase) {
    return Document.object()
        .put("phase", phase.phase().text())
        .put("effect", phase.effect().text())
        .put("reason", phase.reason())
        .putAll(
            "services",
            phase.services().stream()
                .map(
                    service ->
                        Document.object()
                            .put("service", service.service())
                            .put("effect", service.effect().text())
                            .put("reason", service.reason()))
                .toList());
  }

  /** {@code show}. */
  public static Document shown(EnvironmentView view) {
    return ShowDocument.of(view);
  }

  /** {@code show --history}: what was done, oldest first. */
  public static Document history(EnvironmentName environment, List<HistoryEntry> entries) {
    return Document.result()
        .put("environment_name", environment.value())
        .putAll("operations", entries.stream().map(ResultDocuments::operation).toList());
  }

  private static Document operation(HistoryEntry entry) {
    return Document.object()
        .put("operation_id", entry.operation().value())
        .put("operation", entry.kind().text())
        .put("started_at", entry.startedAt().toString())
        .put("duration_ms", entry.duration().toMillis())
        .put("outcome", Document.word(entry.outcome()))
        .put("state_name", entry.state().map(StateName::text))
        .put("error_code", entry.error())
        .put("holder", EnvironmentParts.holder(entry.holder()));
  }

  /**
   * {@code list}.
   *
   * @param stored everything that is stored, unreadable ones included
   * @param dataDirectory where
   */
  public static Document listed(List<Stored> stored, Path dataDirectory) {
    return summarized(
        stored.stream()
            .map(each -> new Summary(each.name(), each.environment().map(EnvironmentSummary::of)))
            .toList(),
        dataDirectory);
  }

  /** The same document from summaries. */
  public static Document summarized(List<Summary> stored, Path dataDirectory) {
    List<Document> readable =
        stored.stream()
            .flatMap(each -> each.environment().toJavaStream())
            .map(ResultDocuments::entry)
            .toList();
    List<Summary> unreadable = stored.stream().filter(each -> each.environment().isLeft()).toList();
    return Document.result()
        .putAll("environments", readable)
        .put("total_count", readable.size())
        .put(
            "failed_environments",
            unreadable.stream()
                .map(each -> List.of(each.name(), each.environment().getLeft().message()))
                .toList())
        .putAll(
            "unreadable_environments", unreadable.stream().map(ResultDocuments::trouble).toList())
        .put("data_directory", dataDirectory.toString());
  }

  private static Document entry(EnvironmentSummary environment) {
    return Document.object()
        .put("name", environment.name().value())
        .put("environment_name", environment.name().value())
        .put("state", environment.state().displayName())
        .put("state_name", environment.state().text())
        .put("state_since", environment.since().toString())
        .put("provider", environment.providerName())
        .put("provider_id", environment.providerId())
        .put("instance_ip", environment.address().map(HostAddress::value))
        .put("created_at", environment.createdAt().toString());
  }

  private static Document trouble(Summary stored) {
    return Document.object()
        .put("environment_name", stored.name())
        .put("code", stored.environment().getLeft().code().value())
        .put("message", stored.environment().getLeft().message());
  }

  /**
   * {@code validate}.
   *
   * @param file what was checked
   * @param config the configuration, if it is valid
   * @param findings what was found
   */
  public static Document validated(
      Path file, Optional<EnvironmentConfig> config, List<Finding> findings) {
    return Document.result()
        .put("environment_name", config.map(valid -> valid.name().value()))
        .put("config_file", file.toString())
        .put("provider", config.map(valid -> valid.provider().id()))
        .put("provider_id", config.map(valid -> valid.provider().id()))
        .put("is_valid", config.isPresent())
        .put("has_prometheus", config.map(valid -> valid.prometheus().isPresent()))
        .put("has_grafana", config.map(valid -> valid.grafana().isPresent()))
        .put("has_https", config.map(valid -> valid.https().isPresent()))
        .put("has_backup", config.map(valid -> valid.backup().isPresent()))
        .putAll("findings", findings.stream().map(ErrorDocument::of).toList());
  }

  /** {@code render}: from what, in words, and for which machine. */
  public static Document rendered(RenderResult rendered, String source, HostAddress address) {
    return Document.result()
        .put("environment_name", rendered.environment().value())
        .put("config_source", source)
        .put("target_ip", address.value())
        .put("output_dir", rendered.folder().toString())
        .put("files", rendered.files());
  }

  /** {@code destroy}. */
  public static Document destroyed(DestroyResult destroyed) {
    return facts(destroyed.environment())
        .putAll(
            "removed_resources",
            destroyed.removed().stream().map(EnvironmentParts::resource).toList())
        .put("untouched_machine", destroyed.untouched().map(machine -> machine.address().value()))
        .putAll(
            "left_on_machine",
            destroyed.leftovers().stream()
                .map(
                    leftover ->
                        Document.object()
                            .put("what", leftover.what())
                            .put("removal", leftover.removal()))
                .toList())
        .put("next_commands", Commands.after(destroyed.environment()));
  }

  /** {@code purge}. */
  public static Document purged(PurgeResult purged) {
    return Document.result()
        .put("environment_name", purged.environment().value())
        .put("purged", true)
        .put("removed", purged.removed());
  }

  /** {@code doctor}: of an environment, if one was named. */
  public static Document doctor(DoctorReport report, Optional<EnvironmentName> environment) {
    Optional<String> name = environment.map(EnvironmentName::value);
    return Document.result()
        .put("environment_name", name)
        .put("result", report.passed() ? "pass" : "fail")
        .putAll(
            "checks",
            report.prerequisites().stream()
                .map(
                    each ->
                        EnvironmentParts.check(each.result()).put("remedies", remedies(each, name)))
                .toList())
        .put("machine", report.machine().map(MachineDocument::of))
        .putAll("security", checks(report.security()));
  }

  private static List<String> remedies(Prerequisite prerequisite, Optional<String> name) {
    return prerequisite.remedies().stream().map(remedy -> Commands.of(remedy, name)).toList();
  }

  /** {@code docs errors}. */
  public static Document errors(List<ErrorCatalogue.Entry> entries) {
    return Document.result()
        .putAll("errors", entries.stream().map(ErrorCatalogue.Entry::document).toList());
  }

  /** The command that logs in to a machine by SSH. */
  public static String login(EnvironmentConfig config, Machine machine) {
    SshCredentials credentials = config.sshCredentials();
    return "ssh -i "
        + ShellWord.ofPath(credentials.privateKeyPath())
        + (machine.sshPort() == SshCredentials.DEFAULT_PORT ? "" : " -p " + machine.sshPort())
        + " "
        + credentials.username()
        + "@"
        + machine.address();
  }
}
