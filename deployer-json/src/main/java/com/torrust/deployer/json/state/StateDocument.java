package com.torrust.deployer.json.state;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.InstanceName;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.environment.FailureRecord;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.ImmutableEnvironmentContext;
import com.torrust.deployer.domain.environment.ImmutableEnvironmentSnapshot;
import com.torrust.deployer.domain.environment.ImmutableFailureRecord;
import com.torrust.deployer.domain.environment.ImmutableInstalledRelease;
import com.torrust.deployer.domain.environment.ImmutableOperationRecord;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.ImmutableMachine;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An environment as a document: the envelope of the state file, format version {@value #FORMAT}.
 */
final class StateDocument {

  /**
   * Raised when an older program would misread what a newer one writes; added members do not raise
   * it.
   */
  static final int FORMAT = 1;

  static final String FORMAT_MEMBER = "format_version";

  private static final int HIGHEST_PORT = 65_535;

  private StateDocument() {}

  static ConfigValue write(Providers providers, EnvironmentSnapshot snapshot) {
    return ConfigValue.object()
        .with(FORMAT_MEMBER, FORMAT)
        .with("state", snapshot.state().text())
        .with("revision", snapshot.context().revision())
        .with("since", snapshot.since().toString())
        .with("id", snapshot.context().id().value())
        .with("created_at", snapshot.context().createdAt().toString())
        .with("operation", snapshot.context().operation().map(StateDocument::write))
        .with("machine", snapshot.machine().map(StateDocument::write))
        .with("release", snapshot.release().map(release -> ConfigValue.of(release.value())))
        .with("failure", snapshot.failure().map(StateDocument::write))
        .with("config", ConfigEncoder.encodeStored(providers, snapshot.context().config()))
        .with(
            "config_in_force",
            snapshot
                .context()
                .configInForce()
                .map(inForce -> ConfigEncoder.encodeStored(providers, inForce)))
        .with("releases", releases(providers, snapshot.context().releases()))
        .build();
  }

  /** Nothing where nothing was installed. */
  private static Optional<ConfigValue> releases(
      Providers providers, List<InstalledRelease> releases) {
    return releases.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ConfigValue.array(releases.stream().map(release -> write(providers, release))));
  }

  private static ConfigValue write(Providers providers, InstalledRelease release) {
    ConfigValue.ObjectBuilder images = ConfigValue.object();
    new TreeMap<>(release.images()).forEach(images::with);
    return ConfigValue.object()
        .with("id", release.id().value())
        .with("installed_at", release.installedAt().toString())
        .with("proven_at", release.provenAt().map(at -> ConfigValue.of(at.toString())))
        .with("failure", release.failure().map(ConfigValue::of))
        .with("images", images.build())
        .with("config", ConfigEncoder.encodeStored(providers, release.config()))
        .build();
  }

  private static ConfigValue write(OperationRecord operation) {
    return ConfigValue.object()
        .with("id", operation.id().value())
        .with("kind", operation.kind().text())
        .with("since", operation.since().toString())
        .with("step", operation.step().map(step -> ConfigValue.of(step.value())))
        .with("holder", write(operation.holder()))
        .build();
  }

  static ConfigValue write(Holder holder) {
    return ConfigValue.object()
        .with("user", holder.user())
        .with("host", holder.host())
        .with("pid", holder.pid())
        .with("process_start", holder.processStart().toString())
        .build();
  }

  private static ConfigValue write(Machine machine) {
    return ConfigValue.object()
        .with("name", machine.name().value())
        .with("origin", machine.origin().name().toLowerCase(Locale.ROOT))
        .with("address", machine.address().value())
        .with("other_address", machine.otherAddress().map(other -> ConfigValue.of(other.value())))
        .with("ssh_port", machine.sshPort())
        .with(
            "host_keys",
            ConfigValue.array(machine.hostKeys().stream().map(HostKey::line).map(ConfigValue::of)))
        .with("provider_id", machine.providerId().map(ConfigValue::of))
        .build();
  }

  private static ConfigValue write(FailureRecord failure) {
    return ConfigValue.object()
        .with("step", failure.step().map(step -> ConfigValue.of(step.value())))
        .with("code", failure.code().value())
        .with("kind", failure.kind().name().toLowerCase(Locale.ROOT))
        .with("message", failure.message())
        .with("started_at", failure.startedAt().toString())
        .with("failed_at", failure.failedAt().toString())
        .with(
            "side_effects", ConfigValue.array(failure.sideEffects().stream().map(ConfigValue::of)))
        .with("trace", failure.trace().map(ConfigValue::of))
        .build();
  }

  /** The snapshot in a document of format {@value #FORMAT}. */
  static EnvironmentSnapshot read(Providers providers, Members document) throws DamagedState {
    return ImmutableEnvironmentSnapshot.builder()
        .state(document.parse("state", StateName::find))
        .context(
            ImmutableEnvironmentContext.builder()
                .id(document.parse("id", StateDocument::id))
                .config(config(providers, document.get("config")))
                .configInForce(configInForce(providers, document))
                .releases(releases(providers, document))
                .createdAt(document.instant("created_at"))
                .revision(document.number("revision"))
                .operation(operation(document.findObject("operation")))
                .build())
        .since(document.instant("since"))
        .machine(machine(document.findObject("machine")))
        .release(document.findParsed("release", ReleaseId::parse))
        .failure(failure(document.findObject("failure")))
        .build();
  }

  private static Optional<EnvironmentConfig> configInForce(Providers providers, Members document)
      throws DamagedState {
    Optional<ConfigValue> found = document.find("config_in_force");
    return found.isEmpty() ? Optional.empty() : Optional.of(config(providers, found.get()));
  }

  private static List<InstalledRelease> releases(Providers providers, Members document)
      throws DamagedState {
    if (!document.has("releases")) {
      return releaseInForce(providers, document).stream().toList();
    }
    List<InstalledRelease> releases = new ArrayList<>();
    for (Members release : document.objects("releases")) {
      Map<String, String> images = new LinkedHashMap<>();
      Optional<Members> named = release.findObject("images");
      if (named.isPresent()) {
        for (String service : named.get().names()) {
          images.put(service, named.get().text(service));
        }
      }
      releases.add(
          ImmutableInstalledRelease.builder()
              .id(release.parse("id", ReleaseId::parse))
              .config(config(providers, release.get("config")))
              .images(images)
              .installedAt(release.instant("installed_at"))
              .provenAt(
                  release.has("proven_at")
                      ? Optional.of(release.instant("proven_at"))
                      : Optional.empty())
              .failure(release.findText("failure"))
              .build());
    }
    return releases;
  }

  /** What a program that kept no list left running can be gone back to all the same. */
  private static Optional<InstalledRelease> releaseInForce(Providers providers, Members document)
      throws DamagedState {
    boolean runs = document.parse("state", StateName::find) == StateName.RUNNING;
    Optional<ReleaseId> installed = document.findParsed("release", ReleaseId::parse);
    if (!runs || installed.isEmpty()) {
      return Optional.empty();
    }
    Instant since = document.instant("since");
    return Optional.of(
        ImmutableInstalledRelease.builder()
            .id(installed.get())
            .config(config(providers, document.get("config")))
            .installedAt(since)
            .provenAt(since)
            .build());
  }

  static EnvironmentConfig config(Providers providers, ConfigValue document) throws DamagedState {
    Either<List<Finding>, EnvironmentConfig> restored = ConfigDecoder.restore(providers, document);
    if (restored.isLeft()) {
      throw new DamagedState(
          "the configuration in it is incomplete: "
              + restored.getLeft().stream()
                  .findFirst()
                  .map(finding -> "config" + finding.pointer() + ", " + finding.code())
                  .orElse("config"));
    }
    return restored.get();
  }

  private static Optional<OperationRecord> operation(Optional<Members> found) throws DamagedState {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Members members = found.get();
    return Optional.of(
        ImmutableOperationRecord.builder()
            .id(new OperationId(members.text("id")))
            .kind(members.parse("kind", OperationKind::find))
            .since(members.instant("since"))
            .step(members.findParsed("step", attempt(StepId::new)))
            .holder(holder(members.object("holder")))
            .build());
  }

  static Holder holder(Members members) throws DamagedState {
    return new Holder(
        members.text("user"),
        members.text("host"),
        members.number("pid"),
        members.instant("process_start"));
  }

  static Optional<Machine> machine(Optional<Members> found) throws DamagedState {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Members members = found.get();
    ImmutableMachine.Builder machine =
        ImmutableMachine.builder()
            .name(members.parse("name", name -> InstanceName.parse(name).toJavaOptional()))
            .origin(members.parse("origin", constant(Machine.Origin.values())))
            .address(members.parse("address", HostAddress::parse))
            .otherAddress(members.findParsed("other_address", HostAddress::parse))
            .sshPort(members.number("ssh_port", 1, HIGHEST_PORT))
            .providerId(members.findText("provider_id"));
    for (String line : members.texts("host_keys")) {
      machine.addHostKeys(
          HostKey.parse(line)
              .orElseThrow(
                  () -> new DamagedState("machine.host_keys holds something else than host keys")));
    }
    return Optional.of(machine.build());
  }

  static Optional<FailureRecord> failure(Optional<Members> found) throws DamagedState {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Members members = found.get();
    return Optional.of(
        ImmutableFailureRecord.builder()
            .step(members.findParsed("step", attempt(StepId::new)))
            .code(members.parse("code", attempt(ErrorCode::new)))
            .kind(members.parse("kind", constant(ErrorKind.values())))
            .message(members.text("message"))
            .startedAt(members.instant("started_at"))
            .failedAt(members.instant("failed_at"))
            .sideEffects(members.texts("side_effects"))
            .trace(members.findText("trace"))
            .build());
  }

  /** That the members of the envelope that no summary shows are what {@link #read} takes. */
  static void checkEnvelope(Members document) throws DamagedState {
    document.parse("id", StateDocument::id);
    document.number("revision");
    operation(document.findObject("operation"));
    document.findParsed("release", ReleaseId::parse);
  }

  private static Optional<EnvironmentId> id(String text) {
    return attempt(EnvironmentId::new).apply(text);
  }

  /** A parser for the types that refuse a text by an exception. */
  private static <T> Function<String, Optional<T>> attempt(Function<String, T> constructor) {
    return text -> {
      try {
        return Optional.of(constructor.apply(text));
      } catch (IllegalArgumentException refused) {
        return Optional.empty();
      }
    };
  }

  /** A parser for the names of an enum in lower case. */
  static <E extends Enum<E>> Function<String, Optional<E>> constant(E[] values) {
    return text ->
        Arrays.stream(values)
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
  }
}
