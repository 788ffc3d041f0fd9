package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.application.internal.phase.Rendering;
import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.secret.SecretResolver;
import com.torrust.deployer.application.internal.session.OperationRunner;
import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.NewSecret;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigSecrets;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.config.document.RotatableSecret;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.Startable;
import com.torrust.deployer.domain.environment.States;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.plan.ConfigDifference;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.Planner;
import com.torrust.deployer.domain.plan.Rendered;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.service.SecretProof;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.RotateResult;
import com.torrust.deployer.sdk.operation.RotateResult.Rotated;
import io.vavr.control.Either;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives secrets of an environment that runs other values: a change of its configuration like any
 * other, whose wanted side is drawn here. What a kill has cut off is finished with the values that
 * were drawn for it.
 */
public final class RotateOperation {

  private final OperationRunner runner;

  /** Runs with this runner. */
  public RotateOperation(OperationRunner runner) {
    this.runner = runner;
  }

  /**
   * A change of secrets that is to be made or finished.
   *
   * @param at where it begins
   * @param secrets which ones
   * @param wanted the configuration with their new values
   */
  private record Rotation(Environment at, List<RotatableSecret> secrets, EnvironmentConfig wanted) {

    boolean isUnderWay() {
      return wanted.equals(at.config());
    }
  }

  /**
   * Gives these secrets other values, or all that can be given others when none is named.
   *
   * @return on the left {@code rotate.secret_unknown}, {@code rotate.nothing_runs}, {@code
   *     rotate.change_unfinished}: nothing was touched; or why the services did not take them: the
   *     former ones are in force again then, unless the options say otherwise
   */
  public Either<DeployError, RotateResult> run(
      EnvironmentName name, List<String> names, OperationOptions options) {
    return runner.run(
        OperationKind.ROTATE,
        name,
        options,
        session ->
            session
                .load()
                .flatMap(session::ready)
                .flatMap(at -> rotation(session.adapters(), at, names))
                .flatMap(
                    rotation ->
                        plan(session.adapters(), rotation)
                            .flatMap(plan -> ChangePlanning.admitted(plan, options))
                            .flatMap(plan -> carryOut(session, rotation, plan))));
  }

  /** What a rotation would do; the values that are drawn for it are forgotten. */
  static Either<DeployError, Plan> plan(Adapters adapters, Environment at, List<String> names) {
    SecretResolver secrets = new SecretResolver(adapters, Cancellation.create());
    return secrets
        .look(at.config())
        .map(now -> secrets.resolved(at, now))
        .flatMap(known -> rotation(adapters, known, names))
        .flatMap(rotation -> plan(adapters, rotation));
  }

  private static Either<DeployError, RotateResult> carryOut(
      Session session, Rotation rotation, Plan plan) {
    return kept(session.adapters(), rotation)
        .flatMap(
            kept ->
                begin(session, kept, plan)
                    .flatMap(result -> settled(session.adapters(), kept).map(done -> result)));
  }

  /** The same with values for generated secrets that are kept for good. */
  private static Either<DeployError, Rotation> kept(Adapters adapters, Rotation rotation) {
    if (rotation.isUnderWay()) {
      return Either.right(rotation);
    }
    Map<String, Secret> wanted = ConfigSecrets.of(adapters.providers(), rotation.wanted());
    Map<RotatableSecret, Secret> values = new LinkedHashMap<>();
    for (RotatableSecret secret : rotation.secrets()) {
      Secret drawn = wanted.get(secret.pointer());
      Either<DeployError, Secret> kept =
          generated(drawn)
              .map(reference -> kept(adapters, rotation.at(), secret, drawn, reference))
              .orElseGet(() -> Either.right(drawn));
      if (kept.isLeft()) {
        return Either.left(kept.getLeft());
      }
      values.put(secret, kept.get());
    }
    return Either.right(
        new Rotation(
            rotation.at(),
            rotation.secrets(),
            RotatableSecret.replaced(adapters.providers(), rotation.wanted(), values)));
  }

  private static Either<DeployError, Secret> kept(
      Adapters adapters,
      Environment at,
      RotatableSecret secret,
      Secret drawn,
      Generated reference) {
    SecretStore store = adapters.secretStore();
    return store
        .regenerate(at.name(), secret.pointer(), reference)
        .flatMap(
            value ->
                store
                    .fingerprint(at.name(), secret.pointer(), value, true)
                    .map(digest -> drawn.withFingerprint(digest).resolvedTo(value.text())));
  }

  private static Optional<Generated> generated(Secret secret) {
    return secret.reference().filter(Generated.class::isInstance).map(Generated.class::cast);
  }

  /** The former values of generated secrets are needed no more. */
  private static Either<DeployError, Done> settled(Adapters adapters, Rotation rotation) {
    Map<String, Secret> wanted = ConfigSecrets.of(adapters.providers(), rotation.wanted());
    Either<DeployError, Done> settled = Either.right(Done.DONE);
    for (RotatableSecret secret : rotation.secrets()) {
      if (generated(wanted.get(secret.pointer())).isPresent()) {
        settled =
            settled.flatMap(
                done -> adapters.secretStore().settle(rotation.at().name(), secret.pointer()));
      }
    }
    return settled;
  }

  private static Either<DeployError, RotateResult> begin(
      Session session, Rotation rotation, Plan plan) {
    Environment at = rotation.at();
    session.adapters().secrets().meet(rotation.wanted());
    OperationKind first =
        plan.phases().stream()
            .map(PlannedPhase::belongsTo)
            .findFirst()
            .orElse(at.stateName().leadsOnBy());
    return DeployOperation.proceed(
            session, rotation.isUnderWay() ? at : at.changedTo(rotation.wanted()), first)
        .map(done -> result(session, rotation, done));
  }

  private static RotateResult result(Session session, Rotation rotation, DeployResult done) {
    Map<String, SecretProof> proofs =
        session.proofs().stream()
            .collect(Collectors.toMap(SecretProof::proof, proof -> proof, (one, other) -> other));
    return new RotateResult(
        done.environment(),
        done.phases(),
        rotation.secrets().stream()
            .map(secret -> rotated(secret, Optional.ofNullable(proofs.get(secret.proof()))))
            .toList());
  }

  private static Rotated rotated(RotatableSecret secret, Optional<SecretProof> proof) {
    return new Rotated(
        secret.name(),
        secret.pointer(),
        proof.map(SecretProof::present).orElse(SecretProof.Answer.UNKNOWN),
        proof.map(SecretProof::former).orElse(SecretProof.Answer.UNKNOWN));
  }

  /**
   * The new values differ at every call: the plan is made of what they do, and stands for the same
   * as long as that and the stored state are the same.
   */
  private static Either<DeployError, Plan> plan(Adapters adapters, Rotation rotation) {
    Environment at = rotation.at();
    return Rendering.whole(adapters, at, at.config())
        .flatMap(
            before ->
                (rotation.isUnderWay()
                        ? Either.<DeployError, Rendered>right(before)
                        : Rendering.whole(adapters, at, rotation.wanted()))
                    .map(
                        after ->
                            Planner.planRotation(
                                at,
                                before,
                                after,
                                rotation.secrets().stream()
                                    .map(RotatableSecret::pointer)
                                    .toList())));
  }

  private static Either<DeployError, Rotation> rotation(
      Adapters adapters, Environment at, List<String> names) {
    Providers providers = adapters.providers();
    List<RotatableSecret> known = RotatableSecret.of(providers, at.config());
    return running(at)
        .flatMap(running -> named(at, known, names))
        .flatMap(
            asked ->
                underWay(providers, at, asked, names.isEmpty())
                    .flatMap(
                        underWay ->
                            underWay.isPresent()
                                ? Either.right(new Rotation(at, underWay.get(), at.config()))
                                : ours(providers, at, asked, names.isEmpty())
                                    .map(
                                        ours ->
                                            new Rotation(
                                                at, ours, drawn(providers, at.config(), ours)))));
  }

  /** What others keep is changed where they keep it; of all secrets those are left out. */
  private static Either<DeployError, List<RotatableSecret>> ours(
      Providers providers, Environment at, List<RotatableSecret> asked, boolean all) {
    Map<String, Secret> present = ConfigSecrets.of(providers, at.config());
    List<RotatableSecret> ours =
        asked.stream().filter(secret -> isOurs(present.get(secret.pointer()))).toList();
    if (ours.size() == asked.size() || (all && !ours.isEmpty())) {
      return Either.right(ours);
    }
    List<RotatableSecret> others = asked.stream().filter(secret -> !ours.contains(secret)).toList();
    return Either.left(
        about(
                at,
                "rotate.kept_elsewhere",
                ErrorKind.STATE,
                "nothing has changed where secrets are kept: "
                    + others.stream()
                        .map(
                            secret ->
                                secret.name()
                                    + " is from "
                                    + present
                                        .get(secret.pointer())
                                        .reference()
                                        .map(SecretReference::words)
                                        .orElse(""))
                        .collect(Collectors.joining(", ")))
            .putFacts(
                "secrets",
                others.stream().map(RotatableSecret::name).collect(Collectors.joining(", ")))
            .addRemedies(Remedy.advice("change it there, then run the same command again"))
            .build());
  }

  private static boolean isOurs(Secret secret) {
    return secret.reference().isEmpty() || generated(secret).isPresent();
  }

  /** Without services that were proven once there is nothing that could take another value. */
  private static Either<DeployError, Environment> running(Environment at) {
    return switch (at.stateName()) {
      case DESTROYING, DESTROYED, DESTROY_FAILED ->
          States.expect(at, Startable.class, OperationKind.ROTATE).map(startable -> startable);
      default ->
          at.context().releaseInForce().isPresent()
              ? Either.right(at)
              : Either.left(
                  about(
                          at,
                          "rotate.nothing_runs",
                          ErrorKind.STATE,
                          "no service of '"
                              + at.name()
                              + "' was proven yet that could take another secret")
                      .addRemedies(Remedy.run("deploy"))
                      .build());
    };
  }

  private static Either<DeployError, List<RotatableSecret>> named(
      Environment at, List<RotatableSecret> known, List<String> names) {
    List<String> choice = known.stream().map(RotatableSecret::name).toList();
    List<String> unknown = names.stream().filter(name -> !choice.contains(name)).toList();
    if (!unknown.isEmpty()) {
      List<String> nearest = NearestNames.of(unknown.get(0), choice);
      return Either.left(
          about(
                  at,
                  "rotate.secret_unknown",
                  ErrorKind.NOT_FOUND,
                  "'"
                      + at.name()
                      + "' has no secret "
                      + String.join(", ", unknown)
                      + " that can be given another value; it has "
                      + String.join(", ", choice))
              .putFacts("secrets", String.join(", ", unknown))
              .putFacts("known", String.join(", ", choice))
              .addRemedies(
                  nearest.isEmpty()
                      ? Remedy.advice("name one of these, or none for all of them")
                      : Remedy.advice("write '" + nearest.get(0) + "'"))
              .build());
    }
    return Either.right(
        known.stream().filter(secret -> names.isEmpty() || names.contains(secret.name())).toList());
  }

  /**
   * The secrets whose values in the configuration are other ones already and not proven: they were
   * drawn before, or changed where they are kept. Another change that is not finished stands in the
   * way.
   */
  private static Either<DeployError, Optional<List<RotatableSecret>>> underWay(
      Providers providers, Environment at, List<RotatableSecret> asked, boolean isEverything) {
    List<String> members =
        at.context()
            .configInForce()
            .map(inForce -> ConfigDifference.between(providers, inForce, at.config()))
            .orElse(List.of());
    if (members.isEmpty()) {
      return Either.right(Optional.empty());
    }
    List<RotatableSecret> all = RotatableSecret.of(providers, at.config());
    List<RotatableSecret> changed =
        all.stream().filter(secret -> members.contains(secret.pointer())).toList();
    boolean rotates = changed.size() == members.size();
    Map<String, Secret> present = ConfigSecrets.of(providers, at.config());
    boolean areReferences =
        changed.stream().allMatch(secret -> present.get(secret.pointer()).reference().isPresent());
    if (rotates && (changed.equals(asked) || (isEverything && areReferences))) {
      return Either.right(Optional.of(changed));
    }
    return Either.left(
        about(
                at,
                "rotate.change_unfinished",
                ErrorKind.STATE,
                "another change of '"
                    + at.name()
                    + "' is not finished: "
                    + String.join(", ", members))
            .putFacts("members", String.join(", ", members))
            .addRemedies(Remedy.run("deploy"))
            .build());
  }

  private static EnvironmentConfig drawn(
      Providers providers, EnvironmentConfig config, List<RotatableSecret> secrets) {
    SecureRandom random = new SecureRandom();
    Map<RotatableSecret, Secret> values = new LinkedHashMap<>();
    Map<String, Secret> present = ConfigSecrets.of(providers, config);
    secrets.forEach(
        secret -> {
          Secret drawn = NewSecret.draw(random);
          Secret before = present.get(secret.pointer());
          values.put(
              secret,
              before.reference().isPresent()
                  ? before.withFingerprint(Optional.empty()).resolvedTo(drawn.expose())
                  : drawn);
        });
    return RotatableSecret.replaced(providers, config, values);
  }

  private static ImmutableDeployError.Builder about(
      Environment at, String code, ErrorKind kind, String message) {
    return DeployError.because(code, kind, message).putFacts("environment", at.name().value());
  }
}
