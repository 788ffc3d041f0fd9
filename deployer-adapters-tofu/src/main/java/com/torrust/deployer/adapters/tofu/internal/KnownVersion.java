package com.torrust.deployer.adapters.tofu.internal;

import com.torrust.deployer.adapters.tofu.internal.tool.Tofu;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuVersion;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.util.concurrent.atomic.AtomicReference;

/** The version of the OpenTofu on the path, asked once. Thread-safe. */
public final class KnownVersion {

  private final AtomicReference<TofuVersion> known = new AtomicReference<>();

  /** The version, or that there is no OpenTofu or only one that is too old. */
  public Either<DeployError, TofuVersion> of(Tofu tofu) {
    TofuVersion version = known.get();
    return version == null
        ? tofu.version()
            .mapLeft(failure -> failure.describe("tool.failed"))
            .flatMap(KnownVersion::newEnough)
            .peek(known::set)
        : Either.right(version);
  }

  private static Either<DeployError, TofuVersion> newEnough(TofuVersion version) {
    return version.isAtLeast(TofuVersion.OLDEST)
        ? Either.right(version)
        : Either.left(
            DeployError.because(
                    "tool.too_old",
                    ErrorKind.PREREQUISITE,
                    "OpenTofu "
                        + version.text()
                        + " is too old: "
                        + TofuVersion.OLDEST.text()
                        + " or newer is needed")
                .putFacts("tool", "tofu")
                .putFacts("actual", version.text())
                .putFacts("expected", TofuVersion.OLDEST.text() + " or newer")
                .addRemedies(Remedy.advice("install a newer OpenTofu and put it first on the PATH"))
                .build());
  }
}
