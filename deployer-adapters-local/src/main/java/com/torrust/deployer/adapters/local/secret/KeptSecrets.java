package com.torrust.deployer.adapters.local.secret;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.torrust.deployer.adapters.local.file.FileTrouble;
import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.SecretStore.Value;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What is drawn for an environment: its generated secrets, one file each, and the key of its
 * fingerprints. All below {@code data/<name>/secrets}, for the owner alone.
 */
final class KeptSecrets {

  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String EARLIER = ".earlier";
  private static final String KEY = "fingerprints.key";
  private static final int KEY_BYTES = 32;

  /** Enough of a digest to tell two texts apart. */
  private static final int FINGERPRINT = 32;

  private final Path data;
  private final SecureRandom random = new SecureRandom();

  KeptSecrets(Path data) {
    this.data = data;
  }

  Either<DeployError, Optional<Value>> find(EnvironmentName environment, String member) {
    return found(file(environment, member));
  }

  Either<DeployError, Optional<Value>> findEarlier(EnvironmentName environment, String member) {
    return found(earlier(environment, member));
  }

  private static Either<DeployError, Optional<Value>> found(Path file) {
    try {
      return Either.right(read(file).map(Value::new));
    } catch (IOException failed) {
      return Either.left(notKept(file, failed));
    }
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      String text =
          new String(OwnerFiles.read(file, SecretTrouble.LONGEST), StandardCharsets.UTF_8);
      return Optional.of(LocalSecretStore.withoutLineEnd(text));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  Either<DeployError, Value> draw(EnvironmentName environment, String member, Generated reference) {
    return write(file(environment, member), randomText(reference.length()));
  }

  private Either<DeployError, Value> write(Path file, String text) {
    try {
      OwnerFiles.makeFolder(file.getParent());
      OwnerFiles.replace(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
      return Either.right(new Value(text));
    } catch (IOException failed) {
      return Either.left(notKept(file, failed));
    }
  }

  private String randomText(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    return text.toString();
  }

  /**
   * The earlier text is kept before the new one is written: equal ones say that a kill came in
   * between.
   */
  Either<DeployError, Value> redraw(
      EnvironmentName environment, String member, Generated reference) {
    return find(environment, member)
        .flatMap(
            present ->
                findEarlier(environment, member)
                    .flatMap(
                        before -> {
                          if (present.isPresent()
                              && before.isPresent()
                              && !before.equals(present)) {
                            return Either.right(present.get());
                          }
                          Either<DeployError, ?> kept =
                              present.isPresent()
                                  ? write(earlier(environment, member), present.get().text())
                                  : Either.right(before);
                          return kept.flatMap(done -> draw(environment, member, reference));
                        }));
  }

  Either<DeployError, Done> forgetEarlier(EnvironmentName environment, String member) {
    Path file = earlier(environment, member);
    try {
      if (Files.deleteIfExists(file)) {
        OwnerFiles.syncFolder(file.getParent());
      }
      return Either.right(Done.DONE);
    } catch (IOException failed) {
      return Either.left(notKept(file, failed));
    }
  }

  Either<DeployError, Optional<String>> fingerprint(
      EnvironmentName environment, String member, Value value, boolean draws) {
    Path file = folder(environment).resolve(KEY);
    return found(file)
        .flatMap(
            known ->
                known.isPresent() || !draws
                    ? Either.right(known)
                    : write(file, randomKey()).map(Optional::of))
        .map(known -> known.map(key -> digest(key.text(), member, value)));
  }

  private String randomKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return BaseEncoding.base16().lowerCase().encode(key);
  }

  private static String digest(String key, String member, Value value) {
    return Hashing.hmacSha256(key.getBytes(StandardCharsets.UTF_8))
        .hashString(member + "\n" + value.text(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, FINGERPRINT);
  }

  private Path folder(EnvironmentName environment) {
    return data.resolve(environment.value()).resolve("secrets");
  }

  /** A pointer is made of the names of members, which are plain. */
  private Path file(EnvironmentName environment, String member) {
    String name = member.substring(1).replace('/', '.');
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") || name.equals(KEY)) {
      throw new IllegalArgumentException("'" + member + "' cannot name a file");
    }
    return folder(environment).resolve(name);
  }

  private Path earlier(EnvironmentName environment, String member) {
    Path file = file(environment, member);
    return file.resolveSibling(file.getFileName() + EARLIER);
  }

  private static DeployError notKept(Path file, IOException reason) {
    return FileTrouble.of("secret.not_kept", "cannot keep what was generated", file, reason)
        .build();
  }
}
