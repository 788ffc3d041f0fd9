package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.util.List;

/** The OpenTofu project of the configured provider (artifacts.md 2). */
final class TofuArtifacts implements ArtifactSource {

  @Override
  public ArtifactGroup group() {
    return ArtifactGroup.TOFU;
  }

  @Override
  public List<Template> templates() {
    return List.of();
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateEngine engine) {
    return List.of();
  }
}
