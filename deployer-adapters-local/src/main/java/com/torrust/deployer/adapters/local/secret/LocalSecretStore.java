package com.torrust.deployer.adapters.local.secret;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.ContentOf;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import com.torrust.deployer.domain.secret.SecretReference.Variable;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets of this computer and of the account that the deployer runs under. */
final class LocalSecretStore implements SecretStore {

  private final Map<String, String> variables;
  private final SecretCommand commands;
  private final KeptSecrets kept;

  LocalSecretStore(Map<String, String> variables, SecretCommand commands, KeptSecrets kept) {
    this.variables = variables;
    this.commands = commands;
    this.kept = kept;
  }

  @Override
  public Either<DeployError, Optional<Value>> look(Wanted wanted, Cancellation cancellation) {
    SecretReference reference = wanted.reference();
    if (reference instanceof Variable variable) {
      return variable(wanted, variable).map(Optional::of);
    }
    if (reference instanceof ContentOf content) {
      return content(wanted, content).map(Optional::of);
    }
    if (reference instanceof OutputOf output) {
      return commands.run(wanted, output, cancellation).map(Optional::of);
    }
    return kept.find(wanted.environment(), wanted.member());
  }

  @Override
  public Either<DeployError, Value> take(Wanted wanted, Cancellation cancellation) {
    return look(wanted, cancellation)
        .flatMap(
            found ->
                found
                    .<Either<DeployError, Value>>map(Either::right)
                    .orElseGet(
                        () ->
                            kept.draw(
                                wanted.environment(),
                                wanted.member(),
                                (Generated) wanted.reference())));
  }

  private Either<DeployError, Value> variable(Wanted wanted, Variable variable) {
    String text = variables.get(variable.name());
    if (text == null) {
      return Either.left(
          SecretTrouble.of(
                  wanted,
                  "secret.env_missing",
                  ErrorKind.PREREQUISITE,
                  "is not set",
                  "set the variable, then run the same command again")
              .build());
    }
    return text.getBytes(StandardCharsets.UTF_8).length > SecretTrouble.LONGEST
        ? Either.left(SecretTrouble.tooLong(wanted))
        : Either.right(new Value(text));
  }

  private static Either<DeployError, Value> content(Wanted wanted, ContentOf content) {
    try {
      byte[] bytes = OwnerFiles.read(content.path(), SecretTrouble.LONGEST + 1);
      return bytes.length > SecretTrouble.LONGEST
          ? Either.left(SecretTrouble.tooLong(wanted))
          : Either.right(new Value(withoutLineEnd(text(bytes))));
    } catch (CharacterCodingException binary) {
      return Either.left(SecretTrouble.notText(wanted));
    } catch (IOException failed) {
      String reason = reason(failed);
      return Either.left(
          SecretTrouble.of(
                  wanted,
                  "secret.file_unreadable",
                  ErrorKind.PREREQUISITE,
                  "cannot be read: " + reason,
                  "check the path and the permissions of the file")
              .putFacts("path", content.path().toString())
              .putFacts("reason", reason)
              .build());
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** Editors and {@code echo} end the last line; that is no part of the secret. */
  static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static String reason(IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "it does not exist (ENOENT)";
    }
    if (failed instanceof AccessDeniedException) {
      return "permission denied (EACCES)";
    }
    return String.valueOf(failed.getMessage());
  }

  @Override
  public Either<DeployError, Value> regenerate(
      EnvironmentName environment, String member, Generated reference) {
    return kept.redraw(environment, member, reference);
  }

  @Override
  public Either<DeployError, Optional<Value>> earlier(EnvironmentName environment, String member) {
    return kept.findEarlier(environment, member);
  }

  @Override
  public Either<DeployError, Done> settle(EnvironmentName environment, String member) {
    return kept.forgetEarlier(environment, member);
  }

  @Override
  public Either<DeployError, Optional<String>> fingerprint(
      EnvironmentName environment, String member, Value value, boolean draws) {
    return kept.fingerprint(environment, member, value, draws);
  }

  @Override
  public List<String> warnings(SecretReference reference) {
    return reference instanceof ContentOf content && OwnerFiles.isOpenToOthers(content.path())
        ? List.of(
            "other users of this computer can read or change '"
                + content.path()
                + "', which holds a secret: run chmod 600 on it")
        : List.of();
  }
}
