package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.service.SecretProof;
import java.util.List;

/**
 * What {@code rotate} did. Holds no value: those are in the stored configuration.
 *
 * @param environment the state it reached
 * @param phases the phases that ran, in order
 * @param secrets what was given another value, and how the services take both
 */
public record RotateResult(
    Environment environment, List<OperationKind> phases, List<Rotated> secrets) {

  /** Copies the lists. */
  public RotateResult {
    phases = List.copyOf(phases);
    secrets = List.copyOf(secrets);
  }

  /**
   * One secret.
   *
   * @param name its path in the configuration, such as {@code tracker.http_api.admin_token}
   * @param pointer the same place as JSON pointer
   * @param present the answer to the value that it has now
   * @param former the answer to the one that it had
   */
  public record Rotated(
      String name, String pointer, SecretProof.Answer present, SecretProof.Answer former) {}
}
