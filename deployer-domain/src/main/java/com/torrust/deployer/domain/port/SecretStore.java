package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.secret.SecretReference;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/**
 * Gives the texts of secrets that a configuration refers to, at the moment of their use, and keeps
 * those that are generated, for their owner alone. No text is ever logged or part of an error.
 * Thread-safe; what is written for one environment is kept apart by its lease.
 */
public interface SecretStore {

  /**
   * What is asked for.
   *
   * @param environment whose secret it is
   * @param member JSON pointer of the member that holds the reference
   * @param reference where the text is had
   */
  record Wanted(EnvironmentName environment, String member, SecretReference reference) {}

  /**
   * The text that a reference has now. Writes nothing: of what is yet to be generated there is
   * none.
   *
   * @return on the left {@code secret.env_missing}, {@code secret.file_unreadable}, {@code
   *     secret.command_failed}, {@code secret.command_timeout}, {@code secret.too_long}, {@code
   *     secret.not_text} (kind {@code PREREQUISITE}), or {@code operation.cancelled}
   */
  Either<DeployError, Optional<Value>> look(Wanted wanted, Cancellation cancellation);

  /**
   * The same; what is yet to be generated is generated and kept before this returns.
   *
   * @return on the left also {@code secret.not_kept}
   */
  Either<DeployError, Value> take(Wanted wanted, Cancellation cancellation);

  /**
   * Draws a new text in the place of a generated one. The earlier one is kept beside it until
   * {@link #settle}; as long as it is, a repetition draws nothing and gives the same new text, so
   * that a rotation that was cut off goes on with it.
   *
   * @return on the left {@code secret.not_kept}
   */
  Either<DeployError, Value> regenerate(
      EnvironmentName environment, String member, SecretReference.Generated reference);

  /** The earlier text of a member, between {@link #regenerate} and {@link #settle}. */
  Either<DeployError, Optional<Value>> earlier(EnvironmentName environment, String member);

  /** Forgets the earlier text of a member: the new one is in force everywhere. */
  Either<DeployError, Done> settle(EnvironmentName environment, String member);

  /**
   * A keyed digest by which a text is known again. The key is drawn for the environment, for its
   * owner alone, and differs for each member.
   *
   * @param draws whether the key is drawn if there is none
   * @return nothing as long as there is no key; on the left {@code secret.not_kept}
   */
  Either<DeployError, Optional<String>> fingerprint(
      EnvironmentName environment, String member, Value value, boolean draws);

  /** What is worth telling about a reference, one sentence each: a file that others can read. */
  List<String> warnings(SecretReference reference);

  /**
   * A text that was had.
   *
   * @param text without the line end after it; any text, the rules of its member are not asked here
   */
  record Value(String text) {

    /** Shows nothing of it. */
    @Override
    public String toString() {
      return "Value[redacted]";
    }
  }
}
