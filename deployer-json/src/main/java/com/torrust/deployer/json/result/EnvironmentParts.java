package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.domain.service.StackServices;
import com.torrust.deployer.json.Document;
import java.util.List;

/** Objects that results have in common. */
final class EnvironmentParts {

  private EnvironmentParts() {}

  /** What every result about one environment begins with. */
  static Document facts(Environment environment) {
    return Document.result()
        .put("environment_name", environment.name().value())
        .put("instance_name", environment.config().instanceName().value())
        .put("provider", environment.config().provider().id())
        .put("provider_id", environment.config().provider().id())
        .put("state", environment.stateName().displayName())
        .put("state_name", environment.stateName().text())
        .put("instance_ip", environment.knownMachine().map(machine -> machine.address().value()))
        .put("created_at", environment.context().createdAt().toString());
  }

  /** How a machine is reached by SSH. */
  static Document ssh(EnvironmentConfig config, Machine machine) {
    return Document.object()
        .put("host", machine.address().value())
        .put("port", machine.sshPort())
        .put("user", config.sshCredentials().username().value())
        .put("private_key_path", config.sshCredentials().privateKeyPath().toString())
        .put("host_keys", machine.hostKeys().stream().map(Object::toString).toList())
        .put("command", ResultDocuments.login(config, machine));
  }

  /** Names that have to lead to the machine. */
  static List<String> domains(EnvironmentConfig config) {
    return StackServices.of(config).names().stream().map(DomainName::value).toList();
  }

  /** The records that the operator has to make: for each name one of each family served. */
  static List<Document> dnsRecords(EnvironmentConfig config, Machine machine) {
    return ServiceEndpoints.of(config, machine).dnsRecords().stream()
        .map(
            dns ->
                Document.object()
                    .put("name", dns.name().value())
                    .put("type", dns.type())
                    .put("value", dns.address().value()))
        .toList();
  }

  /** The reference's service information object. */
  static Document services(ServiceEndpoints endpoints) {
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
            endpoints.sites().stream()
                .map(
                    site ->
                        Document.object()
                            .put("domain", site.site().map(Object::toString))
                            .put("internal_port", site.port()))
                .toList());
  }

  /** The reference's object for Grafana. */
  static Document grafana(ServiceEndpoints.Access access) {
    return Document.object().put("url", access.url()).put("uses_https", access.usesHttps());
  }

  /** A thing at the provider. */
  static Document resource(FoundResource resource) {
    return Document.object()
        .put("kind", resource.kind())
        .put("name", resource.name())
        .put("id", resource.id());
  }

  /** Who is at work. */
  static Document holder(Holder holder) {
    return Document.object()
        .put("user", holder.user())
        .put("host", holder.host())
        .put("pid", holder.pid())
        .put("process_start", holder.processStart().toString());
  }

  /** What led to a state of failure. */
  static Document failure(FailureRecord failure) {
    return Document.object()
        .put("code", failure.code().value())
        .put("kind", Document.word(failure.kind()))
        .put("step", failure.step().map(Object::toString))
        .put("message", failure.message())
        .put("started_at", failure.startedAt().toString())
        .put("failed_at", failure.failedAt().toString())
        .put("side_effects", failure.sideEffects())
        .put("trace_file", failure.trace());
  }

  /** One check. */
  static Document check(CheckResult check) {
    Document document =
        Document.object()
            .put("id", check.id())
            .put("subject", check.subject())
            .put("status", Document.word(check.status()))
            .put("detail", check.detail())
            .put("duration_ms", check.duration().toMillis());
    check.code().ifPresent(code -> document.put("code", code.value()));
    return document;
  }

  /** Several checks. */
  static List<Document> checks(List<CheckResult> checks) {
    return checks.stream().map(EnvironmentParts::check).toList();
  }
}
