package com.torrust.deployer.application.internal.secret;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.AbsentProvider;
import com.torrust.deployer.domain.config.document.ConfigSecrets;
import com.torrust.deployer.domain.config.document.Decoded;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorCode;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.ImmutableFinding;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.port.SecretStore.Value;
import com.torrust.deployer.domain.port.SecretStore.Wanted;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.service.CheckResult;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Resolves the references of one operation. Each place is asked once, so that every step works with
 * the same text, and every text is known to the masking before anybody hears of it. For one thread.
 */
public final class SecretResolver {

  private static final String PROVIDER = "/provider/";
  private static final String REFERENCE = "secret.reference";

  private final Adapters adapters;
  private final Cancellation cancellation;
  private final Map<SecretReference, Either<DeployError, Value>> had = new HashMap<>();

  /** Resolves for one operation. */
  public SecretResolver(Adapters adapters, Cancellation cancellation) {
    this.adapters = adapters;
    this.cancellation = cancellation;
  }

  /**
   * A configuration as far as its references resolve.
   *
   * @param config with the texts that were had
   * @param failures why the others were not, in document order
   */
  public record Looked(EnvironmentConfig config, List<DeployError> failures) {

    /** Copies the list. */
    public Looked {
      failures = List.copyOf(failures);
    }
  }

  /**
   * The configuration with every text; nothing is written. A secret that is yet to be generated has
   * one that stands for it.
   *
   * @return on the left the one failure as the store has it, {@code secret.not_resolved} with all
   *     of several as findings, or {@code config.invalid} when a text breaks a rule of its member
   */
  public Either<DeployError, EnvironmentConfig> look(EnvironmentConfig config) {
    return strictly(lookAt(config, member -> true, false), config, true);
  }

  /** The configuration with every text, generated ones included, to be put to work. */
  public Either<DeployError, EnvironmentConfig> take(EnvironmentConfig config) {
    return strictly(lookAt(config, member -> true, true), config, false);
  }

  /** The same for the secrets of the provider alone: the others stay as they are. */
  public Either<DeployError, EnvironmentConfig> takeForProvider(EnvironmentConfig config) {
    return strictly(lookAt(config, member -> member.startsWith(PROVIDER), true), config, false);
  }

  /**
   * Whatever resolves, for somebody who only looks; what does not has a text that stands for it.
   */
  public Looked lookLeniently(EnvironmentConfig config) {
    Texts texts = lookAt(config, member -> true, false);
    Map<String, Secret> all = new LinkedHashMap<>(texts.secrets);
    references(config)
        .forEach((member, secret) -> all.putIfAbsent(member, secret.standingFor(standIn(member))));
    Decoded decoded = ConfigSecrets.replaced(adapters.providers(), config, all, false);
    List<DeployError> failures = new ArrayList<>(texts.failures);
    if (decoded.config().isEmpty()) {
      failures.add(decoded.refusal("environment", config.name().value()));
    }
    return new Looked(decoded.config().orElse(config), failures);
  }

  private static String standIn(String member) {
    return "not-resolved-" + Integer.toHexString(member.hashCode());
  }

  /** What was had of the references, and what was not. */
  private record Texts(Map<String, Secret> secrets, List<DeployError> failures) {}

  private Texts lookAt(EnvironmentConfig config, Predicate<String> members, boolean takes) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    List<DeployError> failures = new ArrayList<>();
    references(config)
        .forEach(
            (member, secret) -> {
              if (members.test(member) && !cancellation.isRequested()) {
                resolved(config, member, secret, takes)
                    .peek(known -> secrets.put(member, known))
                    .peekLeft(failures::add);
              }
            });
    if (cancellation.isRequested() && !secrets.isEmpty()) {
      failures.add(cancellation.error("before every secret was had"));
    }
    return new Texts(secrets, failures);
  }

  /** A provider that is not here keeps its secrets to itself. */
  private Map<String, Secret> references(EnvironmentConfig config) {
    if (!config.hasReferences()) {
      return Map.of();
    }
    Map<String, Secret> references =
        new LinkedHashMap<>(ConfigSecrets.of(adapters.providers(), config));
    references.values().removeIf(secret -> secret.reference().isEmpty());
    return references;
  }

  private Either<DeployError, Secret> resolved(
      EnvironmentConfig config, String member, Secret secret, boolean takes) {
    SecretReference reference = secret.reference().orElseThrow();
    Wanted wanted = new Wanted(config.name(), member, reference);
    SecretStore store = adapters.secretStore();
    return value(store, wanted, takes)
        .flatMap(
            found ->
                found
                    .map(
                        value ->
                            store
                                .fingerprint(config.name(), member, value, takes)
                                .map(
                                    digest ->
                                        secret.withFingerprint(digest).resolvedTo(value.text())))
                    .orElseGet(
                        () ->
                            Either.right(
                                secret
                                    .withFingerprint(Optional.empty())
                                    .standingFor(pending(member, (Generated) reference)))));
  }

  private Either<DeployError, Optional<Value>> value(
      SecretStore store, Wanted wanted, boolean takes) {
    if (wanted.reference() instanceof Generated) {
      return (takes
              ? store.take(wanted, cancellation).map(Optional::of)
              : store.look(wanted, cancellation))
          .peek(found -> found.ifPresent(this::meet));
    }
    Either<DeployError, Value> known = had.get(wanted.reference());
    if (known == null) {
      known = store.take(wanted, cancellation).peek(this::meet);
      had.put(wanted.reference(), known);
    }
    return known.mapLeft(error -> about(error, wanted.member())).map(Optional::of);
  }

  private void meet(Value value) {
    adapters.secrets().meet(Secret.of(value.text()));
  }

  /** The same failure of a place that another member refers to as well. */
  private static DeployError about(DeployError error, String member) {
    String first = error.facts().getOrDefault("member", member);
    return first.equals(member)
        ? error
        : ImmutableDeployError.copyOf(error.with("member", member))
            .withMessage(error.message().replace(first, member));
  }

  /** Stands for what is not generated yet: the same for every look. */
  private static String pending(String member, Generated reference) {
    String text = "Pending" + Integer.toHexString(member.hashCode());
    return (text + "0".repeat(reference.length())).substring(0, reference.length());
  }

  private Either<DeployError, EnvironmentConfig> strictly(
      Texts texts, EnvironmentConfig config, boolean byAllRules) {
    Optional<DeployError> stopped =
        texts.failures.stream()
            .filter(failure -> failure.kind() == ErrorKind.CANCELLED)
            .findFirst();
    if (stopped.isPresent()) {
      return Either.left(stopped.get());
    }
    if (!texts.failures.isEmpty()) {
      return Either.left(
          texts.failures.size() == 1 ? texts.failures.get(0) : together(config, texts.failures));
    }
    if (texts.secrets.isEmpty()) {
      return Either.right(config);
    }
    if (!isKnown(config)) {
      return Either.left(unknownProvider(config));
    }
    Decoded decoded =
        ConfigSecrets.replaced(adapters.providers(), config, texts.secrets, byAllRules);
    return decoded
        .config()
        .<Either<DeployError, EnvironmentConfig>>map(Either::right)
        .orElseGet(() -> Either.left(decoded.refusal("environment", config.name().value())));
  }

  private boolean isKnown(EnvironmentConfig config) {
    return config.provider() instanceof AbsentProvider
        || adapters.providers().know(config.provider());
  }

  private static DeployError unknownProvider(EnvironmentConfig config) {
    return DeployError.of(
        "config.unknown_provider",
        ErrorKind.CONFIGURATION,
        "secrets of '"
            + config.name()
            + "' are references, which nobody here can resolve for provider '"
            + config.provider().id()
            + "'",
        Remedy.advice("give the secrets themselves, or an adapter that describes the provider"));
  }

  private static DeployError together(EnvironmentConfig config, List<DeployError> failures) {
    ImmutableDeployError.Builder all =
        DeployError.because(
                "secret.not_resolved",
                ErrorKind.PREREQUISITE,
                failures.size() + " secrets are not to be had; " + failures.get(0).message())
            .putFacts("environment", config.name().value())
            .putFacts("errors", Integer.toString(failures.size()));
    failures.forEach(
        failure -> {
          all.addFindings(finding(failure));
          all.addAllOutputTail(failure.outputTail());
        });
    return all.addRemedies(Remedy.advice("correct each of them, then run the same command again"))
        .build();
  }

  private static Finding finding(DeployError failure) {
    return ImmutableFinding.builder()
        .severity(Finding.Severity.ERROR)
        .rule("S8")
        .code(new ErrorCode(failure.code().value()))
        .pointer(failure.facts().getOrDefault("member", ""))
        .message(failure.message())
        .remedy(
            failure.remedies().stream()
                .filter(Remedy.Advice.class::isInstance)
                .map(Remedy.Advice.class::cast)
                .map(Remedy.Advice::text)
                .findFirst()
                .orElse("run the same command again"))
        .build();
  }

  /**
   * A stored environment beside what its references give now: of each configuration in it the
   * secrets that have the text which they had last are resolved, those that had another one get a
   * text that stands for it.
   */
  public <E extends Environment> E compared(E stored, EnvironmentConfig now) {
    return Environment.withForms(stored, own -> inForce(own, now), other -> inForce(other, now));
  }

  /**
   * A stored environment with its configuration as it resolves now. Where a text has changed behind
   * its reference, the configuration counts as changed.
   */
  public <E extends Environment> E resolved(E stored, EnvironmentConfig now) {
    E compared = compared(stored, now);
    return compared.config().equals(now)
        ? Environment.withForms(compared, own -> now, other -> other)
        : Environment.changedTo(compared, now);
  }

  /**
   * A stored environment with whatever resolves of its references, for somebody who only looks.
   *
   * @param environment what does not resolve has a text that stands for it
   * @param failures why it does not
   */
  public record Seen(Environment environment, List<DeployError> failures) {

    /** Copies the list. */
    public Seen {
      failures = List.copyOf(failures);
    }

    /** Why the provider cannot be asked, if that is so. */
    public Optional<DeployError> providerFailure() {
      return failures.stream()
          .filter(failure -> failure.facts().getOrDefault("member", "").startsWith(PROVIDER))
          .findFirst();
    }

    /** A warning for each secret that is not to be had. */
    public List<CheckResult> checks() {
      return failures.stream()
          .map(
              failure ->
                  new CheckResult(
                      REFERENCE,
                      failure.facts().getOrDefault("member", "the secrets"),
                      CheckResult.Status.WARN,
                      failure.message(),
                      Duration.ZERO))
          .toList();
    }
  }

  /** How each reference of a configuration resolves. */
  public List<Prerequisite> prerequisites(EnvironmentConfig config) {
    List<Prerequisite> found = new ArrayList<>();
    references(config)
        .forEach(
            (member, secret) -> {
              SecretReference reference = secret.reference().orElseThrow();
              Instant begin = Instant.now();
              Either<DeployError, Secret> had = resolved(config, member, secret, false);
              Duration time = Duration.between(begin, Instant.now());
              found.add(
                  had.fold(
                      error -> Prerequisite.unmet(REFERENCE, member, error, time),
                      known -> Prerequisite.met(REFERENCE, member, reference.words(), time)));
              adapters
                  .secretStore()
                  .warnings(reference)
                  .forEach(warning -> found.add(warned(member, warning)));
            });
    return found;
  }

  private static Prerequisite warned(String member, String warning) {
    return new Prerequisite(
        new CheckResult(REFERENCE, member, CheckResult.Status.WARN, warning, Duration.ZERO),
        List.of());
  }

  /** Looks at a stored environment. */
  public Seen see(Environment stored) {
    Looked looked = lookLeniently(stored.config());
    return new Seen(
        stored.withForms(own -> looked.config(), other -> inForce(other, looked.config())),
        looked.failures());
  }

  /** The same for one configuration. */
  public EnvironmentConfig inForce(EnvironmentConfig stored, EnvironmentConfig now) {
    Map<String, Secret> references = references(stored);
    if (references.isEmpty() || !isKnown(stored)) {
      return stored;
    }
    Map<String, Secret> present = ConfigSecrets.of(adapters.providers(), now);
    Map<String, Secret> known = new LinkedHashMap<>();
    references.forEach(
        (member, secret) ->
            known.put(
                member, inForce(stored, member, secret, Optional.ofNullable(present.get(member)))));
    return ConfigSecrets.replaced(adapters.providers(), stored, known, false)
        .config()
        .orElse(stored);
  }

  private Secret inForce(
      EnvironmentConfig stored, String member, Secret before, Optional<Secret> now) {
    if (before.fingerprint().isEmpty() || member.startsWith(PROVIDER)) {
      // It was never at work, or no machine keeps it.
      return now.filter(each -> each.reference().equals(before.reference()))
          .orElseGet(() -> before.standingFor(standIn(member)));
    }
    return now.filter(Secret::isResolved)
        .filter(each -> digest(stored, member, each).equals(before.fingerprint()))
        .map(each -> before.resolvedTo(each.expose()))
        .orElseGet(() -> before.standingFor("before-" + before.fingerprint().orElse("")));
  }

  private Optional<String> digest(EnvironmentConfig stored, String member, Secret now) {
    return now.fingerprint()
        .or(
            () ->
                adapters
                    .secretStore()
                    .fingerprint(stored.name(), member, new Value(now.expose()), false)
                    .getOrElse(Optional.empty()));
  }
}
