package com.torrust.deployer.json.result;

import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.service.SecretProof.Answer;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.Document;
import com.torrust.deployer.sdk.operation.RotateResult;
import com.torrust.deployer.sdk.operation.RotateResult.Rotated;
import java.nio.file.Path;
import java.util.Locale;

/** The document about secrets that were given other values. */
public final class RotateDocuments {

  private RotateDocuments() {}

  /** {@code rotate}; it holds no value. */
  public static Document rotated(RotateResult result, Path workingDirectory) {
    return Document.result()
        .put("environment_name", result.environment().name().value())
        .put("state_name", result.environment().stateName().text())
        .put("release_id", result.environment().installedRelease().map(ReleaseId::value))
        .put("phases", result.phases().stream().map(OperationKind::text).toList())
        .put("state_file", state(result, workingDirectory).toString())
        .putAll("secrets", result.secrets().stream().map(RotateDocuments::secret).toList())
        .put("next_commands", Commands.after(result.environment()));
  }

  private static Document secret(Rotated rotated) {
    return Document.object()
        .put("secret", rotated.name())
        .put("pointer", rotated.pointer())
        .put("new_value", word(rotated.present()))
        .put("former_value", word(rotated.former()));
  }

  /** How a value is taken: {@code accepted}, {@code refused}, or {@code unknown}. */
  public static String word(Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }

  /** The file that holds the new values. */
  public static Path state(RotateResult result, Path workingDirectory) {
    return workingDirectory
        .resolve("data")
        .resolve(result.environment().name().value())
        .resolve("environment.json");
  }
}
