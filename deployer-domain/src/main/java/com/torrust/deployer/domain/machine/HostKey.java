package com.torrust.deployer.domain.machine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine's public host key, as OpenSSH writes it in {@code known_hosts} after the host.
 * Immutable.
 */
public final class HostKey {

  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9@.-]+)\\s+([A-Za-z0-9+/]+=*)(\\s.*)?");

  private final String algorithm;
  private final String encoded;

  private HostKey(String algorithm, String encoded) {
    this.algorithm = algorithm;
    this.encoded = encoded;
  }

  /**
   * The key in {@code ALGORITHM BASE64 [comment]}, or nothing when the text is not of that form.
   */
  public static Optional<HostKey> parse(String line) {
    Matcher matcher = SHAPE.matcher(line.strip());
    if (!matcher.matches() || !decodes(matcher.group(2))) {
      return Optional.empty();
    }
    return Optional.of(new HostKey(matcher.group(1), matcher.group(2)));
  }

  private static boolean decodes(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length > 0;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** Such as {@code ssh-ed25519}. */
  public String algorithm() {
    return algorithm;
  }

  /** {@code ALGORITHM BASE64}, without comment. */
  public String line() {
    return algorithm + " " + encoded;
  }

  /** {@code SHA256:…} as {@code ssh-keygen -l} prints it. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(encoded));
      return "SHA256:"
          + new String(
              Base64.getEncoder().withoutPadding().encode(digest), StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostKey that
        && algorithm.equals(that.algorithm)
        && encoded.equals(that.encoded);
  }

  @Override
  public int hashCode() {
    return line().hashCode();
  }

  @Override
  public String toString() {
    return algorithm + " " + fingerprint();
  }
}
