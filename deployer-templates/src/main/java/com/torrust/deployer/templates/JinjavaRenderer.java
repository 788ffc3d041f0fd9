package com.torrust.deployer.templates;

import com.google.common.base.Suppliers;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.ImmutableRenderRequest;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.ArtifactSources;
import com.torrust.deployer.domain.spi.Template;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The renderer: asks the sources of what is wanted, those of the stack itself and those that
 * adapters bring. Thread-safe.
 */
final class JinjavaRenderer implements Renderer {

  private final ArtifactSources others;
  private final Supplier<TemplateLibrary> library;
  private final Supplier<TemplateCompiler> compiler;

  /** Finds and reads nothing yet: whoever only asks for images pays for no engine. */
  JinjavaRenderer(Optional<Path> overrides, ArtifactSources others) {
    this.others = others;
    this.library = Suppliers.memoize(() -> new TemplateLibrary(overrides, allSources()));
    this.compiler = Suppliers.memoize(() -> new TemplateCompiler(library.get()));
  }

  @Override
  public void warmUp() {
    Thread beside =
        new Thread(
            () -> {
              compiler.get().prepare();
              StructuredText.yaml(StructuredText.tree());
            },
            "renderer");
    beside.setDaemon(true);
    beside.start();
  }

  @Override
  public Either<DeployError, Artifacts> render(RenderRequest request) {
    try (TemplateEngine engine = compiler.get().engine()) {
      refuseStrangers();
      List<Artifact> files = new ArrayList<>();
      RenderRequest known =
          ImmutableRenderRequest.copyOf(request).withImages(images(request.config()).values());
      for (ArtifactPurpose purpose : ArtifactPurpose.values()) {
        if (request.purposes().contains(purpose)) {
          sources(purpose).forEach(source -> files.addAll(source.render(known, engine.of(source))));
        }
      }
      return Either.right(new Artifacts(files));
    } catch (TemplateFailure failure) {
      return Either.left(describe(failure, request.config()));
    }
  }

  private void refuseStrangers() {
    List<String> known = library.get().templates().stream().map(Template::path).toList();
    for (String stranger : library.get().strangers()) {
      List<String> near = NearestNames.of(stranger, known);
      throw new TemplateFailure(
          stranger,
          "it replaces no built-in template"
              + (near.isEmpty() ? "" : "; nearest: " + String.join(", ", near)));
    }
  }

  private List<ArtifactSource> allSources() {
    return Arrays.stream(ArtifactPurpose.values()).flatMap(this::sources).toList();
  }

  private Stream<ArtifactSource> sources(ArtifactPurpose purpose) {
    Stream<ArtifactSource> theirs = others.of(purpose).stream();
    return purpose == ArtifactPurpose.STACK
        // The checks stand with the scripts that read them.
        ? Stream.concat(Stack.FILES.stream(), Stream.concat(theirs, Stack.CHECKS.stream()))
        : theirs;
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
    TemplateLibrary known = library.get();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(TemplateGuide.FILE, TemplateGuide.text(known.templates(), known));
    known.templates().forEach(template -> texts.put(template.path(), known.embedded(template)));
    return texts;
  }

  private DeployError describe(TemplateFailure failure, EnvironmentConfig config) {
    boolean isTheirs = library.get().isTheirs(failure.template());
    // A template may fail on a value, and the engine quotes what it fails on.
    String reason = Redactor.of(config.secrets()).redact(failure.getMessage());
    return DeployError.because(
            "render.template_failed",
            isTheirs ? ErrorKind.CONFIGURATION : ErrorKind.INTERNAL,
            "cannot use template '" + failure.template() + "': " + reason)
        .putFacts("template", failure.template())
        .addRemedies(
            Remedy.advice(
                isTheirs
                    ? "correct the file in your templates folder, or remove it there to use the"
                        + " built-in one"
                    : "report this with your configuration, secrets removed"))
        .build();
  }

  /** What the stack itself consists of; apart, so that it is made only for rendering. */
  private static final class Stack {

    private static final List<ArtifactSource> FILES =
        List.of(
            new ComposeArtifacts(),
            new TrackerArtifacts(),
            new PrometheusArtifacts(),
            new GrafanaArtifacts(),
            new CaddyArtifacts(),
            new BackupArtifacts());

    private static final List<ArtifactSource> CHECKS =
        List.of(new CheckArtifacts(), new DataArtifacts());
  }
}
