package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.util.List;
import java.util.Map;

/** Scripts that install, start and inspect the stack on the machine and can be run there by hand. */
final class OperationsArtifacts implements ArtifactSource {

  private static final List<Template> SCRIPTS = List.of();

  @Override
  public ArtifactGroup group() {
    return ArtifactGroup.OPERATIONS;
  }

  @Override
  public List<Template> templates() {
    return SCRIPTS;
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateEngine engine) {
    return SCRIPTS.stream()
        .map(
            script ->
                Artifact.script(
                    group(), place(script), engine.render(script, OperationsArtifacts.class, Map.of())))
        .toList();
  }

  private String place(Template script) {
    return group().folder() + script.path().substring(script.path().indexOf('/'));
  }
}
