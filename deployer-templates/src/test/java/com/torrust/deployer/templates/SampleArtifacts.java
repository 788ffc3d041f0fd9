package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;
import java.util.Map;

/** What an adapter may bring: one script whose template stands in two files. */
final class SampleArtifacts implements ArtifactSource {

  private final ArtifactGroup group;

  SampleArtifacts(String folder) {
    this.group = new ArtifactGroup(folder);
  }

  private Template script() {
    return new Template(
        group.folder() + "/run.sh",
        Template.Kind.RENDERED,
        "Says where the machine is.",
        "https://example.org/sh",
        List.of("sample/parts/begin.sh", "sample/parts/end.sh"));
  }

  @Override
  public List<Template> templates() {
    return List.of(script());
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return List.of(
        Artifact.script(
            group,
            script().path(),
            renderer.render(script(), Map.of("host", request.address().orElseThrow().value()))));
  }
}
