package com.torrust.deployer.cli.output;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.sdk.DeployResult;
import com.torrust.deployer.sdk.DestroyResult;
import com.torrust.deployer.sdk.EnvironmentView;
import com.torrust.deployer.sdk.PurgeResult;
import com.torrust.deployer.sdk.RenderResult;
import com.torrust.deployer.sdk.TestReport;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words the results of operations, for people and for programs, with one vocabulary. */
public final class Results {

  private Results() {}

  /** The result of {@code create environment}. */
  public static Result created(Created environment, Path workingDirectory) {
    String name = environment.name().value();
    Path data = workingDirectory.resolve("data").resolve(name);
    Path build = workingDirectory.resolve("build").resolve(name);
    return Result.of(
        new Text("Environment created")
            .line("Name", name)
            .line("Machine", environment.config().instanceName())
            .line("Data", data)
            .line("Build", build)
            .next("deploy " + name)
            .toString(),
        Document.result()
            .put("environment_name", name)
            .put("instance_name", environment.config().instanceName().value())
            .put("state", environment.stateName().displayName())
            .put("state_name", environment.stateName().text())
            .put("data_dir", data.toString())
            .put("build_dir", build.toString())
            .put("created_at", environment.context().createdAt().toString())
            .members());
  }

  /** The result of {@code provision}. */
  public static Result provisioned(Provisioned environment) {
    EnvironmentConfig config = environment.config();
    Machine machine = environment.machine();
    List<String> domains = domains(config);
    Text text =
        new Text("Machine provisioned")
            .line("Address", machine.address())
            .line("SSH", ssh(config, machine));
    if (!domains.isEmpty()) {
      text.line("DNS", "point these names to " + machine.address() + ": " + String.join(", ", domains));
    }
    machine.hostKeys().forEach(key -> text.line("Host key", key));
    return Result.of(
        text.next("configure " + environment.name()).toString(),
        Document.result()
            .put("environment_name", environment.name().value())
            .put("instance_name", machine.name().value())
            .put("instance_ip", machine.address().value())
            .put("ssh_username", config.sshCredentials().username().value())
            .put("ssh_port", machine.sshPort())
            .put("ssh_private_key_path", config.sshCredentials().privateKeyPath().toString())
            .put("host_keys", machine.hostKeys().stream().map(Object::toString).toList())
            .put("provider", config.provider().id())
            .put("provisioned_at", environment.since().toString())
            .put("domains", domains)
            .members());
  }

  /** The result of {@code register}. */
  public static Result registered(Provisioned environment) {
    Machine machine = environment.machine();
    Text text =
        new Text("Machine registered")
            .line("Address", machine.address())
            .line("SSH", ssh(environment.config(), machine));
    machine.hostKeys().forEach(key -> text.line("Host key", key));
    return Result.of(
        text.next("configure " + environment.name()).toString(),
        Document.result()
            .put("environment_name", environment.name().value())
            .put("instance_ip", machine.address().value())
            .put("ssh_port", machine.sshPort())
            .put("host_keys", machine.hostKeys().stream().map(Object::toString).toList())
            .put("registered", true)
            .members());
  }

  /** The result of {@code configure} and {@code release}. */
  public static Result details(Environment environment) {
    return Result.of(
        details(environment, "Environment " + environment.stateName().text()).toString(),
        facts(environment).members());
  }

  private static Text details(Environment environment, String title) {
    return new Text(title)
        .line("Name", environment.name())
        .line("Machine", environment.config().instanceName())
        .line("Provider", environment.config().provider().displayName())
        .line("State", environment.stateName().displayName())
        .line("Address", environment.knownMachine().map(Machine::address).map(Object::toString).orElse("not available"))
        .line("Created", environment.context().createdAt());
  }

  private static Document facts(Environment environment) {
    return Document.result()
        .put("environment_name", environment.name().value())
        .put("instance_name", environment.config().instanceName().value())
        .put("provider", environment.config().provider().id())
        .put("state", environment.stateName().displayName())
        .put("state_name", environment.stateName().text())
        .put("instance_ip", environment.knownMachine().map(machine -> machine.address().value()))
        .put("created_at", environment.context().createdAt().toString());
  }

  /** The result of {@code run}. */
  public static Result running(Running environment) {
    ServiceEndpoints endpoints =
        ServiceEndpoints.of(environment.config(), environment.machine().address());
    return Result.of(
        services(new Text("The tracker runs and every service answered"), endpoints)
            .next("test " + environment.name())
            .toString(),
        Document.result()
            .put("environment_name", environment.name().value())
            .put("state", environment.stateName().displayName())
            .put("state_name", environment.stateName().text())
            .put("services", services(endpoints))
            .put("grafana", endpoints.grafana().map(Results::grafana))
            .members());
  }

  /** The result of {@code deploy}. */
  public static Result deployed(DeployResult result) {
    Environment environment = result.environment();
    Optional<ServiceEndpoints> endpoints =
        environment
            .knownMachine()
            .map(machine -> ServiceEndpoints.of(environment.config(), machine.address()));
    List<String> phases = result.phases().stream().map(OperationKind::text).toList();
    Text text =
        new Text("Environment " + environment.name() + " is " + environment.stateName().text())
            .line("Phases", phases.isEmpty() ? "nothing to do" : String.join(", ", phases));
    if (environment instanceof Running) {
      endpoints.ifPresent(known -> services(text, known));
    }
    return Result.of(
        text.toString(),
        facts(environment)
            .put("phases", phases)
            .put("services", endpoints.map(Results::services))
            .put("grafana", endpoints.flatMap(ServiceEndpoints::grafana).map(Results::grafana))
            .members());
  }

  /** The result of {@code test}; a negative one ends with exit code 9. */
  public static Result tested(TestReport report) {
    Text text =
        new Text("Test " + (report.passed() ? "passed" : "failed") + ": " + report.environment());
    report.checks().forEach(check -> text.plain(mark(check) + check.subject() + ": " + check.detail()));
    Result result =
        Result.of(
            text.toString(),
            Document.result()
                .put("environment_name", report.environment().value())
                .put("instance_ip", report.address().value())
                .put("result", report.passed() ? "pass" : "fail")
                .putAll("checks", report.checks().stream().map(Results::check).toList())
                .putAll(
                    "dns_warnings",
                    report.checks().stream()
                        .filter(check -> check.id().startsWith("dns.") && check.status() == CheckResult.Status.WARN)
                        .map(
                            check ->
                                Document.object()
                                    .put("domain", check.subject())
                                    .put("expected_ip", report.address().value())
                                    .put("issue", check.detail()))
                        .toList())
                .members());
    return report.passed() ? result : result.endingWith(ExitCode.CHECKS_FAILED);
  }

  private static String mark(CheckResult check) {
    return String.format(Locale.ROOT, "%-5s", check.status().name().toLowerCase(Locale.ROOT));
  }

  private static Document check(CheckResult check) {
    return Document.object()
        .put("id", check.id())
        .put("subject", check.subject())
        .put("status", check.status().name().toLowerCase(Locale.ROOT))
        .put("detail", check.detail())
        .put("duration_ms", check.duration().toMillis());
  }

  /** The result of {@code show}. */
  public static Result shown(EnvironmentView view) {
    Environment environment = view.environment();
    EnvironmentConfig config = environment.config();
    Text text = details(environment, "Environment " + environment.name());
    environment.knownMachine().ifPresent(machine -> text.line("SSH", ssh(config, machine)));
    view.holder().ifPresent(holder -> text.line("At work", holder.describe()));
    if (view.isInterrupted()) {
      text.line("Interrupted", environment.context().operation().map(op -> op.kind().text() + " was cut off; run it again").orElse(""));
    }
    if (environment instanceof FailedEnvironment failed) {
      text.line("Failure", failed.failure().message());
      failed.failure().trace().ifPresent(trace -> text.line("Trace", trace));
    }
    Optional<ServiceEndpoints> endpoints = view.endpoints().filter(known -> hasServices(environment));
    endpoints.ifPresent(known -> services(text, known));
    view.images().forEach((component, image) -> text.line("Image", component.service() + " " + image));
    return Result.of(
        text.next(nextStep(environment)).toString(),
        Document.result()
            .put("name", environment.name().value())
            .put("state", environment.stateName().displayName())
            .put("provider", config.provider().displayName())
            .put("created_at", environment.context().createdAt().toString())
            .put("infrastructure", environment.knownMachine().map(machine -> infrastructure(config, machine)))
            .put("services", endpoints.map(Results::services))
            .put(
                "prometheus",
                config.prometheus().map(prometheus -> Document.object().put("access_note", "on the machine only: http://127.0.0.1:9090")))
            .put("grafana", view.endpoints().flatMap(ServiceEndpoints::grafana).map(Results::grafana))
            .put("docker_images", images(view))
            .put("state_name", environment.stateName().text())
            .put("interrupted", view.isInterrupted())
            .put("holder", view.holder().map(holder -> holder.describe()))
            .put(
                "failure",
                environment instanceof FailedEnvironment failed
                    ? Optional.of(
                        Document.object()
                            .put("code", failed.failure().code().value())
                            .put("step", failed.failure().step().map(Object::toString))
                            .put("message", failed.failure().message())
                            .put("failed_at", failed.failure().failedAt().toString())
                            .put("trace_file", failed.failure().trace()))
                    : Optional.empty())
            .members());
  }

  private static boolean hasServices(Environment environment) {
    return switch (environment.stateName()) {
      case RELEASED, RUNNING, RELEASE_FAILED, RUN_FAILED -> true;
      default -> false;
    };
  }

  private static String nextStep(Environment environment) {
    String name = environment.name().value();
    return switch (environment.stateName()) {
      case RUNNING -> "test " + name;
      case DESTROYING, DESTROY_FAILED -> "destroy " + name;
      case DESTROYED -> "purge " + name;
      default -> "deploy " + name;
    };
  }

  private static Document images(EnvironmentView view) {
    Document images = Document.object();
    for (var component : Component.values()) {
      images.put(component.service(), Optional.ofNullable(view.images().get(component)).map(Object::toString));
    }
    return images;
  }

  private static Document infrastructure(EnvironmentConfig config, Machine machine) {
    return Document.object()
        .put("instance_ip", machine.address().value())
        .put("ssh_port", machine.sshPort())
        .put("ssh_user", config.sshCredentials().username().value())
        .put("ssh_key_path", config.sshCredentials().privateKeyPath().toString())
        .put("host_keys", machine.hostKeys().stream().map(Object::toString).toList())
        .put("origin", machine.origin().name().toLowerCase(Locale.ROOT));
  }

  /** The result of {@code show --history}. */
  public static Result history(EnvironmentName name, List<HistoryEntry> entries) {
    Text text = new Text("History of " + name);
    entries.forEach(
        entry ->
            text.plain(
                entry.startedAt()
                    + "  "
                    + entry.kind().text()
                    + "  "
                    + entry.outcome().name().toLowerCase(Locale.ROOT)
                    + entry.error().map(code -> "  " + code).orElse("")));
    return Result.of(
        text.toString(),
        Document.result()
            .put("environment_name", name.value())
            .putAll(
                "operations",
                entries.stream()
                    .map(
                        entry ->
                            Document.object()
                                .put("operation_id", entry.operation().value())
                                .put("kind", entry.kind().text())
                                .put("started_at", entry.startedAt().toString())
                                .put("duration_ms", entry.duration().toMillis())
                                .put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT))
                                .put("state_name", entry.state().map(state -> state.text()))
                                .put("error_code", entry.error())
                                .put("holder", entry.holder().describe()))
                    .toList())
            .members());
  }

  /** The result of {@code list}. */
  public static Result listed(List<Stored> all, Path dataDirectory) {
    List<Environment> readable =
        all.stream().flatMap(stored -> stored.environment().toJavaStream()).toList();
    List<Stored> broken = all.stream().filter(stored -> stored.environment().isLeft()).toList();
    Text text = new Text(readable.size() + (readable.size() == 1 ? " environment" : " environments"));
    readable.forEach(
        environment ->
            text.plain(
                String.format(
                    Locale.ROOT,
                    "%-30s %-17s %-14s %s",
                    environment.name(),
                    environment.stateName().displayName(),
                    environment.config().provider().displayName(),
                    environment.context().createdAt())));
    broken.forEach(stored -> text.plain(stored.name() + ": " + stored.environment().getLeft().message()));
    return Result.of(
        text.toString(),
        Document.result()
            .putAll(
                "environments",
                readable.stream()
                    .map(
                        environment ->
                            Document.object()
                                .put("name", environment.name().value())
                                .put("state", environment.stateName().displayName())
                                .put("state_name", environment.stateName().text())
                                .put("provider", environment.config().provider().displayName())
                                .put("created_at", environment.context().createdAt().toString()))
                    .toList())
            .put("total_count", readable.size())
            .put(
                "failed_environments",
                broken.stream()
                    .map(stored -> List.of(stored.name(), stored.environment().getLeft().message()))
                    .toList())
            .put("data_directory", dataDirectory.toString())
            .members());
  }

  /** The report of {@code validate}: positive or negative it is a result; a file that cannot be read is an error. */
  public static Either<DeployError, Result> validated(
      Path file, Either<DeployError, ParsedConfig> outcome) {
    if (outcome.isLeft() && outcome.getLeft().kind() != ErrorKind.CONFIGURATION) {
      return Either.left(outcome.getLeft());
    }
    List<Finding> findings =
        outcome.fold(DeployError::findings, ParsedConfig::warnings);
    Optional<EnvironmentConfig> config =
        outcome.isRight() ? Optional.of(outcome.get().config()) : Optional.empty();
    Text text = new Text(config.isPresent() ? "The configuration is valid" : "The configuration is not valid");
    text.line("File", file);
    config.ifPresent(
        valid ->
            text.line("Environment", valid.name())
                .line("Provider", valid.provider().displayName())
                .line("Services", String.join(", ", valid.components().stream().map(c -> c.service()).toList())));
    findings.forEach(
        finding ->
            text.plain(
                finding.severity().name().toLowerCase(Locale.ROOT)
                    + " "
                    + finding.pointer()
                    + finding.position().map(at -> " (line " + at.line() + ", column " + at.column() + ")").orElse("")
                    + ": "
                    + finding.message()
                    + " ["
                    + finding.rule()
                    + "]; "
                    + finding.remedy()));
    Result result =
        Result.of(
            text.toString(),
            Document.result()
                .put("environment_name", config.map(valid -> valid.name().value()))
                .put("config_file", file.toString())
                .put("provider", config.map(valid -> valid.provider().id()))
                .put("is_valid", config.isPresent())
                .put("has_prometheus", config.map(valid -> valid.prometheus().isPresent()))
                .put("has_grafana", config.map(valid -> valid.grafana().isPresent()))
                .put("has_https", config.map(valid -> valid.https().isPresent()))
                .put("has_backup", config.map(valid -> valid.backup().isPresent()))
                .putAll("findings", findings.stream().map(ErrorReport::finding).toList())
                .members());
    return Either.right(config.isPresent() ? result : result.endingWith(ExitCode.INVALID_CONFIGURATION));
  }

  /** The result of {@code render}. */
  public static Result rendered(RenderResult result, String source, HostAddress address) {
    Text text =
        new Text("Artifacts written")
            .line("From", source)
            .line("Address", address)
            .line("Folder", result.folder());
    result.files().forEach(text::plain);
    return Result.of(
        text.toString(),
        Document.result()
            .put("environment_name", result.environment().value())
            .put("config_source", source)
            .put("target_ip", address.value())
            .put("output_dir", result.folder().toString())
            .put("files", result.files())
            .members());
  }

  /** The result of {@code destroy}. */
  public static Result destroyed(DestroyResult result) {
    Text text = details(result.environment(), "Environment destroyed");
    result.removed().forEach(resource -> text.line("Removed", resource));
    result
        .untouched()
        .ifPresent(
            machine ->
                text.line("Untouched", "the registered machine " + machine.address() + " and all that runs on it"));
    return Result.of(
        text.next("purge " + result.environment().name()).toString(),
        facts(result.environment())
            .put("removed", result.removed().stream().map(Object::toString).toList())
            .put("untouched_machine", result.untouched().map(machine -> machine.address().value()))
            .members());
  }

  /** The result of {@code purge}. */
  public static Result purged(PurgeResult result) {
    Text text = new Text("Environment " + result.environment() + " purged; its name is free");
    result.removed().forEach(path -> text.line("Removed", path));
    return Result.of(
        text.toString(),
        Document.result()
            .put("environment_name", result.environment().value())
            .put("purged", true)
            .put("removed", result.removed())
            .members());
  }

  /** The result of {@code create template}. */
  public static Result template(Path file, String provider) {
    return Result.of(
        new Text("Template written")
            .line("File", file)
            .line("Replace", "every value that begins with REPLACE_WITH_, and the secrets")
            .next("validate --env-file " + file)
            .toString(),
        Document.result().put("path", file.toString()).put("provider", provider).members());
  }

  /** The result of whatever writes one file or folder. */
  public static Result written(Path path) {
    return Result.of(
        new Text("Written").line("Path", path).toString(),
        Document.result().put("path", path.toString()).members());
  }

  private static Text services(Text text, ServiceEndpoints endpoints) {
    endpoints.announceUrls().forEach(url -> text.line("Announce", url));
    endpoints
        .localhostHttpTrackers()
        .forEach(local -> text.line("Internal", local.serviceName() + " on port " + local.port()));
    text.line("API", access(endpoints.api()));
    text.line("Health", access(endpoints.healthCheck()));
    endpoints.grafana().ifPresent(grafana -> text.line("Grafana", grafana.url()));
    return text;
  }

  private static String access(ServiceEndpoints.Access access) {
    return access.url() + (access.localhostOnly() ? " (on the machine only)" : "");
  }

  private static Document services(ServiceEndpoints endpoints) {
    return Document.object()
        .put("udp_trackers", endpoints.udpTrackers())
        .put("https_http_trackers", endpoints.httpsHttpTrackers())
        .put("direct_http_trackers", endpoints.directHttpTrackers())
        .putAll(
            "localhost_http_trackers",
            endpoints.localhostHttpTrackers().stream()
                .map(
                    local ->
                        Document.object()
                            .put("service_name", local.serviceName())
                            .put("port", local.port()))
                .toList())
        .put("api_endpoint", endpoints.api().url())
        .put("api_uses_https", endpoints.api().usesHttps())
        .put("api_is_localhost_only", endpoints.api().localhostOnly())
        .put("health_check_url", endpoints.healthCheck().url())
        .put("health_check_uses_https", endpoints.healthCheck().usesHttps())
        .put("health_check_is_localhost_only", endpoints.healthCheck().localhostOnly())
        .putAll(
            "tls_domains",
            endpoints.tlsSites().stream()
                .map(
                    site ->
                        Document.object()
                            .put("domain", site.domain().value())
                            .put("internal_port", site.internalPort()))
                .toList());
  }

  private static Document grafana(ServiceEndpoints.Access access) {
    return Document.object().put("url", access.url()).put("uses_https", access.usesHttps());
  }

  private static List<String> domains(EnvironmentConfig config) {
    List<String> names = new ArrayList<>(config.tlsSites().stream().map(site -> site.domain().value()).toList());
    config.tracker().udpTrackers().forEach(udp -> udp.domain().map(DomainName::value).ifPresent(names::add));
    return names.stream().distinct().toList();
  }

  private static String ssh(EnvironmentConfig config, Machine machine) {
    return "ssh -i "
        + config.sshCredentials().privateKeyPath()
        + " "
        + config.sshCredentials().username()
        + "@"
        + machine.address()
        + (machine.sshPort() == 22 ? "" : " -p " + machine.sshPort());
  }
}
