package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;

/** What failures of LXD mean to a user. */
final class LxdErrors {

  private LxdErrors() {}

  /** The error for a failed call. */
  static DeployError of(ApiFailure failure) {
    if (failure instanceof ApiFailure.Unreachable unreachable) {
      return DeployError.because(
              "provider.unreachable",
              ErrorKind.PREREQUISITE,
              "LXD does not answer: " + failure.describe())
          .putFacts("path", unreachable.where())
          .addRemedies(
              Remedy.advice("start LXD, or install it and run 'lxd init'"),
              Remedy.advice("check with 'lxc list' that it answers"))
          .build();
    }
    if (failure instanceof ApiFailure.Denied denied) {
      return DeployError.because(
              "provider.auth",
              ErrorKind.PREREQUISITE,
              "LXD cannot be used by this user: " + failure.describe())
          .putFacts("path", denied.where())
          .addRemedies(Remedy.advice("join the group of the socket ('lxd') and log in again"))
          .build();
    }
    if (failure instanceof ApiFailure.Stopped) {
      return DeployError.because("operation.cancelled", ErrorKind.CANCELLED, failure.describe())
          .build();
    }
    if (failure instanceof ApiFailure.TooLate) {
      return DeployError.because("provider.timed_out", ErrorKind.TIMEOUT, failure.describe())
          .addRemedies(Remedy.advice("look at 'lxc operation list'"))
          .build();
    }
    return DeployError.because(
            "provider.api_error", ErrorKind.PROVIDER, "LXD: " + failure.describe())
        .addRemedies(Remedy.advice("look at the log of LXD"))
        .build();
  }
}
