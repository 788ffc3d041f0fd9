package com.torrust.deployer.domain.config;

import com.torrust.deployer.domain.secret.SecretReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A text that no output may show. Printing, logging or concatenating it gives a fixed mark; the
 * text itself is had by {@link #expose()} alone, so that every use can be found by its name.
 *
 * <p>A secret is either its text, or a {@linkplain SecretReference reference} to it. The text of a
 * reference is known only after it was resolved; it is never stored, only its fingerprint is.
 * Immutable.
 */
public final class Secret {

  /** What is printed in place of every secret. */
  public static final String MARK = "[redacted]";

  private final Optional<SecretReference> reference;
  private final Optional<String> fingerprint;
  private final Optional<String> text;
  private final boolean isStandIn;

  private Secret(
      Optional<SecretReference> reference,
      Optional<String> fingerprint,
      Optional<String> text,
      boolean isStandIn) {
    this.reference = reference;
    this.fingerprint = fingerprint;
    this.text = text;
    this.isStandIn = isStandIn;
  }

  /**
   * Wraps any text, the empty one included; rules about content belong to the member that holds it.
   */
  public static Secret of(String text) {
    return new Secret(Optional.empty(), Optional.empty(), Optional.of(text), false);
  }

  /** A secret that is yet to be resolved. */
  public static Secret referringTo(SecretReference reference) {
    return new Secret(Optional.of(reference), Optional.empty(), Optional.empty(), false);
  }

  /**
   * The same reference with the digest of the text that it had last.
   *
   * @throws IllegalStateException when this is a text
   */
  public Secret withFingerprint(Optional<String> digest) {
    requireReference();
    return new Secret(reference, digest, text, isStandIn);
  }

  /**
   * The same reference with the text that it has now.
   *
   * @throws IllegalStateException when this is a text
   */
  public Secret resolvedTo(String value) {
    requireReference();
    return new Secret(reference, fingerprint, Optional.of(value), false);
  }

  /**
   * The same reference with a text that stands for one that nobody knows any more: it is to be
   * compared, never to be used.
   *
   * @throws IllegalStateException when this is a text
   */
  public Secret standingFor(String value) {
    requireReference();
    return new Secret(reference, fingerprint, Optional.of(value), true);
  }

  private void requireReference() {
    if (reference.isEmpty()) {
      throw new IllegalStateException("the secret is a text of its own");
    }
  }

  /** Where the text comes from; nothing for one that stands in the configuration. */
  public Optional<SecretReference> reference() {
    return reference;
  }

  /** A keyed digest of the text that the reference had last; says nothing without its key. */
  public Optional<String> fingerprint() {
    return fingerprint;
  }

  /** Whether the text is known and the real one. */
  public boolean isResolved() {
    return text.isPresent() && !isStandIn;
  }

  /**
   * The text itself. Call it only where the text is written to an owner-only file, a stdin or an
   * HTTP request.
   *
   * @throws IllegalStateException when it is a reference that was not resolved
   */
  public String expose() {
    return text.orElseThrow(
        () ->
            new IllegalStateException(
                "a secret is used that was not resolved: "
                    + reference.map(SecretReference::words).orElse("")));
  }

  /** Whether the text is known and this one. */
  public boolean isText(String other) {
    return text.filter(known -> isSame(known, other)).isPresent();
  }

  /**
   * Whether both certainly have the same text: it is known of both, or both refer to the same
   * place. What is generated is drawn for each.
   */
  public boolean coincidesWith(Secret other) {
    return text.isPresent() && other.text.isPresent()
        ? isSame(text.get(), other.text.get())
        : reference.isPresent()
            && reference.equals(other.reference)
            && !(reference.get() instanceof SecretReference.Generated);
  }

  /**
   * Whether both have the same text, wherever it comes from; where one of them is not known,
   * whether they refer to the same text.
   */
  public boolean hasSameTextAs(Secret other) {
    return text.isPresent() && other.text.isPresent()
        ? isSame(text.get(), other.text.get())
        : equals(other);
  }

  /**
   * A text derived from this one, such as its percent-encoded form.
   *
   * @throws IllegalStateException when it is a reference that was not resolved
   */
  public Secret map(UnaryOperator<String> change) {
    return Secret.of(change.apply(expose()));
  }

  /**
   * Texts are compared in time that depends only on their lengths; references by themselves and
   * their fingerprints, whether they are resolved or not.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && reference.equals(that.reference)
        && (reference.isPresent()
            ? fingerprint.equals(that.fingerprint)
            : isSame(text.orElse(""), that.text.orElse("")));
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return reference.map(Object::hashCode).orElseGet(text::hashCode);
  }

  @Override
  public String toString() {
    return MARK;
  }
}
