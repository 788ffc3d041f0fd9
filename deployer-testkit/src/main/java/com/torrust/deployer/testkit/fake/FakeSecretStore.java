package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.ContentOf;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import com.torrust.deployer.domain.secret.SecretReference.Variable;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * References that give what a test laid down, and generated secrets that are numbered. Thread-safe.
 */
public final class FakeSecretStore implements SecretStore {

  private final Map<SecretReference, String> texts = new HashMap<>();
  private final Map<String, String> generated = new HashMap<>();
  private final Map<String, String> earlier = new HashMap<>();
  private final Set<EnvironmentName> keys = new HashSet<>();
  private final List<Wanted> asked = new ArrayList<>();
  private int drawn;

  FakeSecretStore() {}

  /** From now on a reference gives this text. */
  public synchronized FakeSecretStore giving(SecretReference reference, String text) {
    texts.put(reference, text);
    return this;
  }

  /** From now on a reference gives nothing. */
  public synchronized FakeSecretStore losing(SecretReference reference) {
    texts.remove(reference);
    return this;
  }

  /** What was asked for, in order. */
  public synchronized List<Wanted> asked() {
    return List.copyOf(asked);
  }

  /** How many secrets and keys were ever drawn. */
  public synchronized int drawn() {
    return drawn;
  }

  @Override
  public synchronized Either<DeployError, Optional<Value>> look(
      Wanted wanted, Cancellation cancellation) {
    asked.add(wanted);
    if (wanted.reference() instanceof Generated) {
      return Either.right(
          Optional.ofNullable(generated.get(key(wanted.environment(), wanted.member())))
              .map(Value::new));
    }
    String text = texts.get(wanted.reference());
    return text == null ? Either.left(missing(wanted)) : Either.right(Optional.of(new Value(text)));
  }

  private static DeployError missing(Wanted wanted) {
    SecretReference reference = wanted.reference();
    String code = "secret.command_failed";
    if (reference instanceof Variable) {
      code = "secret.env_missing";
    } else if (reference instanceof ContentOf) {
      code = "secret.file_unreadable";
    } else if (!(reference instanceof OutputOf)) {
      throw new IllegalArgumentException("nothing is missing for " + reference.words());
    }
    return DeployError.because(
            code,
            ErrorKind.PREREQUISITE,
            "the secret " + wanted.member() + ": " + reference.words() + " gives nothing")
        .putFacts("member", wanted.member())
        .putFacts("reference", reference.words())
        .addRemedies(Remedy.advice("lay it down"))
        .build();
  }

  @Override
  public synchronized Either<DeployError, Value> take(Wanted wanted, Cancellation cancellation) {
    return look(wanted, cancellation)
        .map(
            found ->
                found.orElseGet(
                    () ->
                        draw(
                            wanted.environment(),
                            wanted.member(),
                            (Generated) wanted.reference())));
  }

  private Value draw(EnvironmentName environment, String member, Generated reference) {
    drawn++;
    String text = "drawn" + drawn + "x".repeat(reference.length());
    generated.put(key(environment, member), text.substring(0, reference.length()));
    return new Value(generated.get(key(environment, member)));
  }

  @Override
  public synchronized Either<DeployError, Value> regenerate(
      EnvironmentName environment, String member, Generated reference) {
    String key = key(environment, member);
    if (generated.containsKey(key) && earlier.containsKey(key)) {
      return Either.right(new Value(generated.get(key)));
    }
    if (generated.containsKey(key)) {
      earlier.put(key, generated.get(key));
    }
    return Either.right(draw(environment, member, reference));
  }

  @Override
  public synchronized Either<DeployError, Optional<Value>> earlier(
      EnvironmentName environment, String member) {
    return Either.right(Optional.ofNullable(earlier.get(key(environment, member))).map(Value::new));
  }

  @Override
  public synchronized Either<DeployError, Done> settle(EnvironmentName environment, String member) {
    earlier.remove(key(environment, member));
    return Either.right(Done.DONE);
  }

  @Override
  public synchronized Either<DeployError, Optional<String>> fingerprint(
      EnvironmentName environment, String member, Value value, boolean draws) {
    if (draws && keys.add(environment)) {
      drawn++;
    }
    return Either.right(
        keys.contains(environment)
            ? Optional.of(Integer.toHexString((key(environment, member) + value.text()).hashCode()))
            : Optional.empty());
  }

  @Override
  public List<String> warnings(SecretReference reference) {
    return List.of();
  }

  private static String key(EnvironmentName environment, String member) {
    return environment + member;
  }
}
