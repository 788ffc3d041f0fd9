package com.torrust.deployer.application.internal.phase;

import com.torrust.deployer.application.internal.session.Session;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.RotatableSecret;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Released;
import com.torrust.deployer.domain.environment.StepId;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.service.SecretProof;
import com.torrust.deployer.domain.service.SecretProof.Answer;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the secrets that a change has given another value are taken, and the former ones are not
 * any more.
 */
final class SecretTrial {

  private static final StepId TRY = new StepId("run.try-secrets");

  private final Session session;
  private final Released started;
  private final List<RotatableSecret> changed;
  private final Optional<ReleaseId> before;

  private SecretTrial(
      Session session,
      Released started,
      List<RotatableSecret> changed,
      Optional<ReleaseId> before) {
    this.session = session;
    this.started = started;
    this.changed = changed;
    this.before = before;
  }

  static SecretTrial of(Session session, Released started, ReleaseId release) {
    Optional<EnvironmentConfig> former = started.context().configInForce();
    List<RotatableSecret> changed =
        former
            .map(
                before ->
                    RotatableSecret.between(
                        session.adapters().providers(), before, started.config()))
            .orElse(List.of());
    return new SecretTrial(
        session, started, changed, former.flatMap(before -> made(started, before, release)));
  }

  /** The release that was proven last with the former values. */
  private static Optional<ReleaseId> made(
      Released started, EnvironmentConfig before, ReleaseId present) {
    return started.context().releases().stream()
        .filter(release -> release.provenAt().isPresent() && release.config().equals(before))
        .map(InstalledRelease::id)
        .filter(id -> !id.equals(present))
        .reduce((earlier, later) -> later);
  }

  /**
   * Asks the machine, which keeps both values. Where nobody can ask, that is a warning.
   *
   * @return on the left {@code rotate.new_refused} or {@code rotate.old_accepted}
   */
  Either<DeployError, Done> run(OperationContext context) {
    if (changed.isEmpty()) {
      return Either.right(Done.DONE);
    }
    return context
        .progress()
        .step(
            TRY,
            "try the present and the former secrets",
            () -> answers(context).flatMap(this::judge));
  }

  private Either<DeployError, List<SecretProof>> answers(OperationContext context) {
    Either<DeployError, List<SecretProof>> answers =
        before
            .map(
                id ->
                    session
                        .adapters()
                        .stackOperator()
                        .prove(started.machine(), started.config().sshCredentials(), id, context))
            .orElseGet(() -> Either.right(List.of()));
    if (answers.isLeft() && isNoAnswer(answers.getLeft())) {
      context
          .progress()
          .warn("rotate.unproven", "former secrets were not tried: " + answers.getLeft().message());
      return Either.right(List.of());
    }
    return answers
        .peek(session::proved)
        .peek(
            proofs ->
                changed.stream()
                    .filter(secret -> isUnproven(find(proofs, secret)))
                    .forEach(
                        secret ->
                            context
                                .progress()
                                .warn(
                                    "rotate.unproven",
                                    secret.name()
                                        + " could not be tried"
                                        + find(proofs, secret)
                                            .map(proof -> ": " + proof.detail())
                                            .orElse(""))));
  }

  /** What an earlier program has installed cannot be asked, nor what the machine does not keep. */
  private static boolean isNoAnswer(DeployError error) {
    return switch (error.code().value()) {
      case "stack.release_unknown", "remote.script_failed", "remote.command_failed" -> true;
      default -> false;
    };
  }

  private static boolean isUnproven(Optional<SecretProof> proof) {
    return proof.isEmpty()
        || proof.get().present() == Answer.UNKNOWN
        || proof.get().former() == Answer.UNKNOWN;
  }

  private static Optional<SecretProof> find(List<SecretProof> proofs, RotatableSecret secret) {
    return proofs.stream().filter(proof -> proof.proof().equals(secret.proof())).findFirst();
  }

  private Either<DeployError, Done> judge(List<SecretProof> proofs) {
    String refused = names(proofs, true);
    if (!refused.isEmpty()) {
      return Either.left(
          failure("rotate.new_refused", "the new value is refused: " + refused, refused));
    }
    String accepted = names(proofs, false);
    return accepted.isEmpty()
        ? Either.right(Done.DONE)
        : Either.left(
            failure(
                "rotate.old_accepted",
                "the former value is still accepted: " + accepted,
                accepted));
  }

  private String names(List<SecretProof> proofs, boolean present) {
    return changed.stream()
        .filter(
            secret ->
                find(proofs, secret)
                    .filter(
                        proof ->
                            present
                                ? proof.present() == Answer.REFUSED
                                : proof.former() == Answer.ACCEPTED)
                    .isPresent())
        .map(RotatableSecret::name)
        .collect(Collectors.joining(", "));
  }

  private static DeployError failure(String code, String message, String secrets) {
    return DeployError.because(code, ErrorKind.HEALTH, message)
        .putFacts("secrets", secrets)
        .addRemedies(Remedy.advice("look at the logs of the service, then run it again"))
        .build();
  }
}
