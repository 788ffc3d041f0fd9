package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The renderer: asks the source of each wanted group. Thread-safe. */
final class JinjavaRenderer implements Renderer {

  private static final List<ArtifactSource> SOURCES =
      List.of(
          new TofuArtifacts(),
          new AnsibleArtifacts(),
          new ComposeArtifacts(),
          new TrackerArtifacts(),
          new PrometheusArtifacts(),
          new GrafanaArtifacts(),
          new CaddyArtifacts(),
          new BackupArtifacts(),
          new OperationsArtifacts());

  private final TemplateCompiler compiler;

  JinjavaRenderer(TemplateCompiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public Either<DeployError, Artifacts> render(RenderRequest request) {
    try {
      TemplateEngine engine = compiler.engine();
      List<Artifact> files = new ArrayList<>();
      for (ArtifactSource source : SOURCES) {
        if (request.groups().contains(source.group())) {
          files.addAll(source.render(request, engine));
        }
      }
      return Either.right(new Artifacts(files));
    } catch (TemplateFailure failure) {
      return Either.left(describe(failure, request.config()));
    }
  }

  @Override
  public ReleaseBundle bundle(EnvironmentConfig config, Artifacts artifacts) {
    return HostLayout.bundle(config, artifacts, images(config));
  }

  @Override
  public Map<Component, ImageReference> images(EnvironmentConfig config) {
    return Images.of(config);
  }

  @Override
  public Map<String, String> templates() {
    Map<String, String> texts = new LinkedHashMap<>();
    SOURCES.stream()
        .flatMap(source -> source.templates().stream())
        .forEach(template -> texts.put(template.path(), compiler.library().embedded(template.path())));
    return texts;
  }

  private DeployError describe(TemplateFailure failure, EnvironmentConfig config) {
    boolean overridden = compiler.library().isOverridden(failure.template());
    return DeployError.because(
            "render.template_failed",
            overridden ? ErrorKind.CONFIGURATION : ErrorKind.INTERNAL,
            "cannot render template '"
                + failure.template()
                + "': "
                + withoutSecrets(failure.getMessage(), config))
        .putFacts("template", failure.template())
        .addRemedies(
            Remedy.advice(
                overridden
                    ? "correct the template in your templates folder, or remove it there to use the embedded one"
                    : "report this with your configuration, secrets removed"))
        .build();
  }

  /** A template may fail on a value, and the engine quotes what it fails on. */
  private static String withoutSecrets(String text, EnvironmentConfig config) {
    String redacted = text;
    for (Secret secret : config.secrets()) {
      if (!secret.expose().isEmpty()) {
        redacted = redacted.replace(secret.expose(), Secret.MARK);
      }
    }
    return redacted;
  }
}
