package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.FailedEnvironment;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.service.ServiceEndpoints;
import com.torrust.deployer.sdk.EnvironmentView;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of {@code show}.
 *
 * @param view what is stored
 */
public record ShownResult(EnvironmentView view) implements Result {

  private static final String PROMETHEUS = "http://127.0.0.1:" + PrometheusConfig.PORT;

  private Environment environment() {
    return view.environment();
  }

  private EnvironmentConfig config() {
    return environment().config();
  }

  private Optional<ServiceEndpoints> endpoints() {
    return view.endpoints()
        .filter(
            known ->
                switch (environment().stateName()) {
                  case RELEASED, RUNNING, RELEASE_FAILED, RUN_FAILED -> true;
                  default -> false;
                });
  }

  private Optional<FailureRecord> failure() {
    return environment() instanceof FailedEnvironment failed
        ? Optional.of(failed.failure())
        : Optional.empty();
  }

  private Optional<OperationRecord> cutOff() {
    return environment().context().operation().filter(operation -> view.isInterrupted());
  }

  @Override
  public Text text() {
    Text text = Facts.text(environment(), "Environment " + environment().name());
    text.fact("Since", Facts.time(environment().since()));
    view.holder().ifPresent(holder -> text.fact("At work", holder.describe(), Meaning.DOUBTFUL));
    cutOff()
        .ifPresent(
            operation ->
                text.fact(
                    "Interrupted",
                    operation.kind().text() + " was cut off; run it again",
                    Meaning.DOUBTFUL));
    failure()
        .ifPresent(
            failure ->
                text.fact("Failure", failure.message() + " [" + failure.code() + "]", Meaning.BAD)
                    .fact("Failed at", Facts.time(failure.failedAt()))
                    .fact("Trace", failure.trace()));
    environment()
        .knownMachine()
        .map(machine -> new Access(config(), machine))
        .ifPresent(
            access -> text.fact("Login", access.command()).facts("DNS", access.dnsReminders()));
    endpoints().ifPresent(known -> new Endpoints(known).addTo(text));
    config()
        .prometheus()
        .filter(prometheus -> endpoints().isPresent())
        .ifPresent(prometheus -> text.fact("Prometheus", PROMETHEUS + " (on the machine only)"));
    text.facts(
        "Images",
        view.images().entrySet().stream()
            .map(image -> image.getKey().member() + ": " + image.getValue())
            .toList());
    return text.next(Next.after(environment()));
  }

  @Override
  public Document document() {
    return Document.result()
        .put("name", environment().name().value())
        .put("environment_name", environment().name().value())
        .put("instance_name", config().instanceName().value())
        .put("state", environment().stateName().displayName())
        .put("provider", config().provider().displayName())
        .put("provider_id", config().provider().id())
        .put("created_at", environment().context().createdAt().toString())
        .put("infrastructure", environment().knownMachine().map(this::infrastructure))
        .put("services", endpoints().map(known -> new Endpoints(known).document()))
        .put(
            "prometheus",
            config()
                .prometheus()
                .map(
                    prometheus ->
                        Document.object().put("access_note", "on the machine only: " + PROMETHEUS)))
        .put("grafana", view.endpoints().flatMap(ServiceEndpoints::grafana).map(Endpoints::grafana))
        .put("docker_images", images())
        .put("state_name", environment().stateName().text())
        .put("state_since", environment().since().toString())
        .put("release_id", environment().installedRelease().map(Object::toString))
        .put("interrupted_operation", cutOff().map(operation -> operation.kind().text()))
        .put("holder", view.holder().map(ShownResult::holder))
        .put("failure", failure().map(ShownResult::failure))
        .put("next_commands", Next.after(environment()));
  }

  private Document infrastructure(Machine machine) {
    return Document.object()
        .put("instance_ip", machine.address().value())
        .put("other_ip", machine.otherAddress().map(Object::toString))
        .put("ssh_port", machine.sshPort())
        .put("ssh_user", config().sshCredentials().username().value())
        .put("ssh_key_path", config().sshCredentials().privateKeyPath().toString())
        .put("ssh", new Access(config(), machine).document())
        .put("origin", machine.origin().name().toLowerCase(Locale.ROOT));
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

  static Document holder(Holder holder) {
    return Document.object()
        .put("user", holder.user())
        .put("host", holder.host())
        .put("pid", holder.pid())
        .put("process_start", holder.processStart().toString());
  }

  static Document failure(FailureRecord failure) {
    return Document.object()
        .put("code", failure.code().value())
        .put("kind", failure.kind().name().toLowerCase(Locale.ROOT))
        .put("step", failure.step().map(Object::toString))
        .put("message", failure.message())
        .put("started_at", failure.startedAt().toString())
        .put("failed_at", failure.failedAt().toString())
        .put("side_effects", failure.sideEffects())
        .put("trace_file", failure.trace());
  }
}
