package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.document.KeyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at key files on this computer; reads at most a few kilobytes and keeps nothing. */
final class LocalKeyFiles implements KeyFiles {

  /** Set by our image alone. */
  private static final String IN_IMAGE = "TORRUST_DEPLOYER_IMAGE";

  private static final int LONGEST_KEY = 1 << 16;

  private static final Pattern PUBLIC_KEY =
      Pattern.compile(
          "(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com)["
              + " \\t]+[A-Za-z0-9+/]+={0,3}(?:[ \\t][^\\r"
              + "\\n"
              + "]*)?\\r"
              + "?\\n"
              + "?");

  private static final Pattern OPENSSH_PRIVATE_KEY =
      Pattern.compile("-----BEGIN OPENSSH PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END");

  private static final int HEADER = 100;

  private final Flaw missing;
  private final SecretFlaw missingSecret;

  /**
   * @param inContainer whether this program runs in its image, where a missing file mostly is one
   *     that was not mounted
   */
  LocalKeyFiles(boolean inContainer) {
    this.missing = inContainer ? Flaw.NOT_GIVEN : Flaw.MISSING;
    this.missingSecret = inContainer ? SecretFlaw.NOT_GIVEN : SecretFlaw.MISSING;
  }

  /** Those that a program with these variables sees. */
  static LocalKeyFiles seenFrom(Map<String, String> variables) {
    return new LocalKeyFiles(variables.containsKey(IN_IMAGE));
  }

  @Override
  public Optional<Flaw> privateKey(Path file) {
    return flawOfFile(file)
        .or(
            () ->
                flawOf(
                    file,
                    key -> wantsPassphrase(key) ? Optional.of(Flaw.PASSPHRASE) : Optional.empty()));
  }

  @Override
  public Optional<Flaw> publicKey(Path file) {
    return flawOfFile(file)
        .or(
            () ->
                flawOf(
                    file,
                    key ->
                        PUBLIC_KEY.matcher(key).matches()
                            ? Optional.empty()
                            : Optional.of(Flaw.NOT_A_PUBLIC_KEY)));
  }

  @Override
  public Optional<SecretFlaw> secretFile(Path file) {
    if (!Files.exists(file)) {
      return Optional.of(Files.notExists(file) ? missingSecret : SecretFlaw.UNREADABLE);
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of(SecretFlaw.NOT_A_FILE);
    }
    if (!Files.isReadable(file)) {
      return Optional.of(SecretFlaw.UNREADABLE);
    }
    return OwnerFiles.isOpenToOthers(file)
        ? Optional.of(SecretFlaw.OPEN_TO_OTHERS)
        : Optional.empty();
  }

  private Optional<Flaw> flawOfFile(Path file) {
    if (!Files.exists(file)) {
      return Optional.of(Files.notExists(file) ? missing : Flaw.UNREADABLE);
    }
    return Files.isRegularFile(file) ? Optional.empty() : Optional.of(Flaw.NOT_A_FILE);
  }

  private static Optional<Flaw> flawOf(Path file, Function<String, Optional<Flaw>> judge) {
    try (InputStream stream = Files.newInputStream(file)) {
      // Keys are ASCII; a comment in another encoding is no flaw.
      return judge.apply(new String(stream.readNBytes(LONGEST_KEY), StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      return Optional.of(Flaw.UNREADABLE);
    }
  }

  private static boolean wantsPassphrase(String key) {
    if (key.contains("BEGIN ENCRYPTED PRIVATE KEY") || key.contains("Proc-Type: 4,ENCRYPTED")) {
      return true;
    }
    Matcher matcher = OPENSSH_PRIVATE_KEY.matcher(key);
    return matcher.find() && namesKeyDerivation(matcher.group(1));
  }

  /** The header of an OpenSSH key names bcrypt exactly when the rest is encrypted. */
  private static boolean namesKeyDerivation(String base64) {
    try {
      byte[] body = Base64.getMimeDecoder().decode(base64);
      byte[] header = Arrays.copyOf(body, Math.min(body.length, HEADER));
      return new String(header, StandardCharsets.ISO_8859_1).contains("bcrypt");
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
