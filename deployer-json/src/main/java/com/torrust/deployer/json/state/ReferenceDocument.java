package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.ImmutableEnvironmentContext;
import com.torrust.deployer.domain.environment.ImmutableEnvironmentSnapshot;
import com.torrust.deployer.domain.environment.ImmutableFailureRecord;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A state file of the reference deployer: one member named by the state, no version. Read only; the
 * first save writes our own format.
 */
final class ReferenceDocument {

  private static final List<String> SECTIONS = List.of("prometheus", "grafana", "https", "backup");
  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final int LONGEST_MESSAGE = 300;

  private ReferenceDocument() {}

  /** Whether a document has the outermost shape of such a file. */
  static boolean looksLikeOne(Members document) {
    return document.names().size() == 1 && state(document.names().get(0)).isPresent();
  }

  private static Optional<StateName> state(String tag) {
    return Arrays.stream(StateName.values()).filter(state -> state.tag().equals(tag)).findFirst();
  }

  /** The snapshot; its revision is 0, as if it had never been saved. */
  static EnvironmentSnapshot read(Providers providers, Members document) throws DamagedState {
    String tag = document.names().get(0);
    StateName state = state(tag).orElseThrow(() -> new DamagedState("its state is not known"));
    Members envelope = document.object(tag);
    Members context = envelope.object("context");
    Members inputs = context.object("user_inputs");
    EnvironmentConfig config = StateDocument.config(providers, config(inputs));
    Instant createdAt = context.has("created_at") ? context.instant("created_at") : Instant.EPOCH;
    Optional<FailureRecord> failure = failure(envelope, state, config);
    return ImmutableEnvironmentSnapshot.builder()
        .state(state)
        .context(
            ImmutableEnvironmentContext.builder()
                .id(id(config, createdAt))
                .config(config)
                .createdAt(createdAt)
                .revision(0)
                .build())
        .since(failure.map(FailureRecord::failedAt).orElse(createdAt))
        .machine(machine(context.findObject("runtime_outputs"), config))
        .failure(failure)
        .build();
  }

  /** The same for every reading, so that what carries the environment's label stays its own. */
  private static EnvironmentId id(EnvironmentConfig config, Instant createdAt) {
    String seed = "reference:" + config.name() + ":" + createdAt;
    return new EnvironmentId(
        UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** The same configuration in the names of an input file. */
  private static ConfigValue config(Members inputs) throws DamagedState {
    Members ssh = inputs.object("ssh_credentials");
    ObjectBuilder document =
        ConfigValue.object()
            .with(
                "environment",
                ConfigValue.object()
                    .with("name", inputs.text("name"))
                    .with("instance_name", inputs.find("instance_name"))
                    .build())
            .with(
                "ssh_credentials",
                ConfigValue.object()
                    .with("private_key_path", ssh.get("ssh_priv_key_path"))
                    .with("public_key_path", ssh.get("ssh_pub_key_path"))
                    .with("username", ssh.find("ssh_username"))
                    .with("port", inputs.find("ssh_port"))
                    .build())
            .with("provider", inputs.get("provider_config"))
            .with("tracker", tracker(inputs.object("tracker")));
    SECTIONS.forEach(section -> document.with(section, inputs.find(section)));
    return document.build();
  }

  private static ConfigValue tracker(Members tracker) throws DamagedState {
    Members core = tracker.object("core");
    Members database = core.object("database");
    ObjectBuilder flat = ConfigValue.object().with("driver", database.get("driver"));
    if (database.get("config") instanceof ObjectValue content) {
      content.members().forEach(member -> flat.with(member.name(), member.value()));
    }
    return ConfigValue.object()
        .with(
            "core",
            ConfigValue.object()
                .with("database", flat.build())
                .with("private", core.get("private"))
                .build())
        .with("udp_trackers", tracker.get("udp_trackers"))
        .with("http_trackers", tracker.get("http_trackers"))
        .with("http_api", tracker.get("http_api"))
        .with("health_check_api", tracker.get("health_check_api"))
        .build();
  }

  private static Optional<Machine> machine(Optional<Members> outputs, EnvironmentConfig config)
      throws DamagedState {
    if (outputs.isEmpty() || !outputs.get().has("instance_ip")) {
      return Optional.empty();
    }
    // The reference takes a machine without a method for one of its own.
    boolean registered =
        outputs.get().findText("provision_method").filter("Registered"::equals).isPresent();
    return Optional.of(
        ImmutableMachine.builder()
            .name(config.instanceName())
            .origin(registered ? Machine.Origin.REGISTERED : Machine.Origin.PROVISIONED)
            .address(outputs.get().parse("instance_ip", HostAddress::parse))
            .sshPort(config.sshCredentials().port())
            .build());
  }

  /** Both shapes: the common part beside the step, or below {@code base}. */
  private static Optional<FailureRecord> failure(
      Members envelope, StateName state, EnvironmentConfig config) throws DamagedState {
    Optional<Members> data = envelope.findObject("state");
    Optional<Members> context =
        data.isPresent() ? data.get().findObject("context") : Optional.empty();
    if (context.isEmpty()) {
      return Optional.empty();
    }
    Members own = context.get();
    Optional<Members> base = own.findObject("base");
    Members common = base.isPresent() ? base.get() : own;
    String phase = state.text().replaceAll("_failed$|ing$", "");
    return Optional.of(
        ImmutableFailureRecord.builder()
            .step(own.findParsed("failed_step", step -> step(phase, step)))
            .code(own.parse("error_kind", ReferenceDocument::code))
            .kind(kind(own.text("error_kind"), phase))
            .message(message(common.text("error_summary"), config))
            .startedAt(common.instant("execution_started_at"))
            .failedAt(common.instant("failed_at"))
            .trace(common.findText("trace_file_path").map(path -> path.replaceFirst("^\\./", "")))
            .build());
  }

  private static Optional<StepId> step(String phase, String step) {
    String words =
        WORD_START.matcher(step).replaceAll("-").replace('_', '-').toLowerCase(Locale.ROOT);
    return words.matches("[a-z0-9]+(-[a-z0-9]+)*") && phase.matches("[a-z]+")
        ? Optional.of(new StepId(phase + "." + words))
        : Optional.empty();
  }

  private static Optional<ErrorCode> code(String kind) {
    String words = WORD_START.matcher(kind).replaceAll("_").toLowerCase(Locale.ROOT);
    return words.matches("[a-z][a-z0-9_]*")
        ? Optional.of(new ErrorCode("reference." + words))
        : Optional.empty();
  }

  private static ErrorKind kind(String kind, String phase) {
    return switch (kind) {
      case "NetworkConnectivity" -> ErrorKind.CONNECTIVITY;
      case "Timeout" -> ErrorKind.TIMEOUT;
      case "Configuration" -> ErrorKind.CONFIGURATION;
      case "FileSystem", "StatePersistence", "TemplateRendering" -> ErrorKind.FILESYSTEM;
      default ->
          phase.equals("provision") || phase.equals("destroy")
              ? ErrorKind.PROVIDER
              : ErrorKind.REMOTE;
    };
  }

  /** The reference keeps whole outputs here, unredacted; the first line says what failed. */
  private static String message(String summary, EnvironmentConfig config) {
    String line =
        Redactor.of(config.secrets())
            .redact(summary.lines().findFirst().orElse("no reason was recorded"));
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
  }
}
