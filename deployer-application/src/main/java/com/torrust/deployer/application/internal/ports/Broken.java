package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.spi.AdapterProvider;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;

/**
 * Adapters that are there and cannot be loaded: a jar that is damaged, or made for other versions.
 */
public final class Broken {

  private Broken() {}

  /** What a maker gives. */
  static <T> T guard(AdapterProvider<?> maker, Supplier<T> action) {
    return guard("'" + maker.id() + "' in " + origin(maker.getClass()), action);
  }

  /** The makers that are found. */
  static <T> T guard(Class<?> maker, Supplier<T> action) {
    return guard(maker.getSimpleName(), action);
  }

  private static <T> T guard(String what, Supplier<T> action) {
    try {
      return action.get();
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new DeployException(
          DeployError.because(
                  "sdk.adapter_unusable",
                  ErrorKind.PREREQUISITE,
                  "cannot load an adapter, " + what + ": " + reason(broken))
              .addRemedies(
                  Remedy.advice(
                      "replace the plug-in or the artifact by one that was built for this version,"
                          + " or remove it"))
              .build());
    }
  }

  private static String reason(Throwable broken) {
    Throwable cause = Optional.ofNullable(broken.getCause()).orElse(broken);
    String own = String.valueOf(broken.getMessage());
    return cause == broken ? broken.getClass().getSimpleName() + ": " + own : own + ": " + cause;
  }

  /** The jar or folder from which a class came. */
  static String origin(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(source -> source.getLocation().toString())
        .orElse("the platform");
  }
}
