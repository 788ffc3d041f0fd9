package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.util.Map;

/**
 * Turns a configuration into files, in memory. Pure: the same request gives the same bytes on every
 * machine and at every time.
 */
public interface Renderer {

  /**
   * Makes ready what a rendering needs, in the background: one will follow. Returns at once;
   * nothing depends on it.
   */
  default void warmUp() {}

  /** The files, or the template that failed with the reason ({@code render.template_failed}). */
  Either<DeployError, Artifacts> render(RenderRequest request);

  /** What of the rendered stack goes where on the machine. */
  ReleaseBundle bundle(EnvironmentConfig config, Artifacts artifacts);

  /** The image of every component that the configuration needs. */
  Map<Component, ImageReference> images(EnvironmentConfig config);

  /**
   * The embedded templates by path, for those who want to change them, with a guide to them as
   * {@code README.md}.
   */
  Map<String, String> templates();
}
