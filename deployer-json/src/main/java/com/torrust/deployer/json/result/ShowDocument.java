package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.BackupRepository;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import java.util.Optional;

/** What is known of an environment without asking anybody. */
final class ShowDocument {

  private static final String PROMETHEUS = "http://127.0.0.1:" + PrometheusConfig.PORT;

  private final EnvironmentView view;

  private ShowDocument(EnvironmentView view) {
    this.view = view;
  }

  static Document of(EnvironmentView view) {
    return new ShowDocument(view).document();
  }

  private Environment environment() {
    return view.environment();
  }

  private EnvironmentConfig config() {
    return environment().config();
  }

  private Document document() {
    return Document.result()
        .put("name", environment().name().value())
        .put("environment_name", environment().name().value())
        .put("instance_name", config().instanceName().value())
        .put("state", environment().stateName().displayName())
        .put("provider", config().provider().displayName())
        .put("provider_id", config().provider().id())
        .put("created_at", environment().context().createdAt().toString())
        .put("infrastructure", environment().knownMachine().map(this::infrastructure))
        .put("services", endpoints().map(EnvironmentParts::services))
        .put(
            "prometheus",
            config()
                .prometheus()
                .map(
                    prometheus ->
                        Document.object().put("access_note", "on the machine only: " + PROMETHEUS)))
        .put(
            "grafana",
            view.endpoints().flatMap(ServiceEndpoints::grafana).map(EnvironmentParts::grafana))
        .put(
            "backups",
            config()
                .backup()
                .flatMap(
                    backup -> backup.repository().map(repository -> backups(backup, repository))))
        .put("docker_images", images())
        .put("state_name", environment().stateName().text())
        .put("state_since", environment().since().toString())
        .put("release_id", environment().installedRelease().map(Object::toString))
        .put("change_unproven", environment().context().configInForce().isPresent())
        .put("interrupted_operation", interrupted())
        .put("holder", view.holder().map(EnvironmentParts::holder))
        .put("failure", failure())
        .put("next_commands", Commands.after(environment()));
  }

  private Document infrastructure(Machine machine) {
    return Document.object()
        .put("instance_ip", machine.address().value())
        .put("other_ip", machine.otherAddress().map(Object::toString))
        .put("ssh_port", machine.sshPort())
        .put("ssh_user", config().sshCredentials().username().value())
        .put("ssh_key_path", config().sshCredentials().privateKeyPath().toString())
        .put("ssh", EnvironmentParts.ssh(config(), machine))
        .put("origin", Document.word(machine.origin()));
  }

  private Document backups(BackupConfig backup, BackupRepository repository) {
    return Document.object()
        .put("repository", repository.location().value())
        .put("schedule", backup.schedule().value())
        .put("check", repository.check().value())
        .put("last_from_here_at", view.lastBackupFromHere().map(Object::toString))
        .put("age_note", "what the machine does by the clock is told by status");
  }

  private Document images() {
    Document images = Document.object();
    for (Component component : Component.values()) {
      images.put(
          component.member(),
          Optional.ofNullable(view.images().get(component)).map(Object::toString));
    }
    return images;
  }

  /** Addresses mean something once the stack is installed. */
  private Optional<ServiceEndpoints> endpoints() {
    return view.endpoints()
        .filter(
            known ->
                switch (environment().stateName()) {
                  case RELEASED, RUNNING, RELEASE_FAILED, RUN_FAILED -> true;
                  default -> false;
                });
  }

  private Optional<Document> failure() {
    return environment() instanceof FailedEnvironment failed
        ? Optional.of(EnvironmentParts.failure(failed.failure()))
        : Optional.empty();
  }

  private Optional<String> interrupted() {
    return environment()
        .context()
        .operation()
        .filter(operation -> view.isInterrupted())
        .map(operation -> operation.kind().text());
  }
}
