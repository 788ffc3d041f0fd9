package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;

/**
 * What failures of Hetzner Cloud mean to a user. The API's own codes decide, never its sentences.
 */
final class HetznerErrors {

  private static final int TOO_MANY = 429;
  private static final int UNAUTHORIZED = 401;

  private HetznerErrors() {}

  /** The error for a failed call. */
  static DeployError of(ApiFailure failure) {
    if (failure instanceof ApiFailure.Refused refused) {
      return refused(refused.code(), refused.status(), failure.describe());
    }
    if (failure instanceof ApiFailure.Unusable unusable) {
      return error(unusable.code(), ErrorKind.CONFIGURATION, failure.describe())
          .addRemedies(unusable.remedy())
          .build();
    }
    if (failure instanceof ApiFailure.Stopped) {
      return DeployError.because("operation.cancelled", ErrorKind.CANCELLED, failure.describe())
          .build();
    }
    if (failure instanceof ApiFailure.TooLate) {
      return error("provider.timed_out", ErrorKind.TIMEOUT, failure.describe())
          .addRemedies(Remedy.advice("look at the project in Hetzner's console"))
          .build();
    }
    if (failure instanceof ApiFailure.Unreachable unreachable) {
      return error("provider.unreachable", ErrorKind.PROVIDER, failure.describe())
          .putFacts("host", unreachable.where())
          .addRemedies(
              Remedy.advice(
                  "check the network, the proxy variables and https://status.hetzner.com"))
          .build();
    }
    return error("provider.api_error", ErrorKind.PROVIDER, failure.describe())
        .addRemedies(Remedy.advice("look at https://status.hetzner.com and try again later"))
        .build();
  }

  /**
   * The error for a refusal by the API, however we came to know of it; {@code status} 0 when that
   * is unknown.
   */
  static DeployError refused(String code, int status, String said) {
    if (status == UNAUTHORIZED || code.equals("unauthorized") || code.equals("token_readonly")) {
      return error("provider.auth", ErrorKind.PROVIDER, "the API token is not accepted: " + said)
          .addRemedies(
              new Remedy.EditConfiguration(
                  "/provider/api_token",
                  "a token of the project with permission to read and write"))
          .build();
    }
    if (status == TOO_MANY || code.equals("rate_limit_exceeded")) {
      return error("provider.rate_limited", ErrorKind.PROVIDER, "too many requests: " + said)
          .addRemedies(Remedy.advice("wait a few minutes and run the same command again"))
          .build();
    }
    return switch (code) {
      case "resource_limit_exceeded" ->
          error("provider.quota", ErrorKind.PROVIDER, "the project's limit is reached: " + said)
              .addRemedies(
                  Remedy.advice("remove what is not needed or ask Hetzner for a higher limit"))
              .build();
      case "resource_unavailable", "placement_error", "invalid_server_type" ->
          error(
                  "provider.type_unavailable",
                  ErrorKind.PROVIDER,
                  "the server type cannot be had there now: " + said)
              .addRemedies(
                  new Remedy.EditConfiguration("/provider/location", "another location"),
                  new Remedy.EditConfiguration("/provider/server_type", "another type"))
              .build();
      case "uniqueness_error" ->
          error(
                  "provider.name_taken",
                  ErrorKind.PROVIDER,
                  "a name or key is in use already: " + said)
              .addRemedies(
                  new Remedy.EditConfiguration("/environment/instance_name", "another name"))
              .build();
      default ->
          error("provider.api_error", ErrorKind.PROVIDER, said)
              .addRemedies(Remedy.advice("look at https://status.hetzner.com and try again later"))
              .build();
    };
  }

  private static ImmutableDeployError.Builder error(String code, ErrorKind kind, String message) {
    return DeployError.because(code, kind, "Hetzner Cloud: " + message)
        .putFacts("provider", "hetzner");
  }
}
