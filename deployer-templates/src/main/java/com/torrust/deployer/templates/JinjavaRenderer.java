package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.Redactor;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The renderer: asks the source of each wanted group. Thread-safe. */
final class JinjavaRenderer implements Renderer {

  private final TemplateLibrary library;
  private Optional<TemplateCompiler> compiler = Optional.empty();

  JinjavaRenderer(TemplateLibrary library) {
    this.library = library;
  }

  /** Made when something is rendered first: whoever only asks for images pays for no engine. */
  private synchronized TemplateCompiler compiler() {
    TemplateCompiler made = compiler.orElseGet(() -> new TemplateCompiler(library));
    compiler = Optional.of(made);
    return made;
  }

  @Override
  public void expect() {
    Thread beside =
        new Thread(
            () -> {
              compiler().prepare();
              StructuredText.yaml(StructuredText.tree());
            },
            "renderer");
    beside.setDaemon(true);
    beside.start();
  }

  @Override
  public Either<DeployError, Artifacts> render(RenderRequest request) {
    try (TemplateEngine engine = compiler().engine()) {
      refuseStrangers();
      List<Artifact> files = new ArrayList<>();
      for (ArtifactSource source : Sources.ALL) {
        if (request.groups().contains(source.group())) {
          files.addAll(source.render(request, engine));
        }
      }
      return Either.right(new Artifacts(files));
    } catch (TemplateFailure failure) {
      return Either.left(describe(failure, request.config()));
    }
  }

  private void refuseStrangers() {
    Set<String> known = sources().map(Template::path).collect(Collectors.toSet());
    for (String stranger : library.strangers(known)) {
      List<String> near = NearestNames.of(stranger, known);
      throw new TemplateFailure(
          stranger,
          "it replaces no built-in template"
              + (near.isEmpty() ? "" : "; nearest: " + String.join(", ", near)));
    }
  }

  private static Stream<Template> sources() {
    return Sources.ALL.stream().flatMap(source -> source.templates().stream());
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
    texts.put(TemplateGuide.FILE, TemplateGuide.text(sources().toList(), library));
    sources().forEach(template -> texts.put(template.path(), library.embedded(template.path())));
    return texts;
  }

  private DeployError describe(TemplateFailure failure, EnvironmentConfig config) {
    boolean isTheirs = library.isTheirs(failure.template());
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

  /** What is rendered by whom; apart, so that it is made only for rendering. */
  private static final class Sources {

    private static final List<ArtifactSource> ALL =
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
  }
}
