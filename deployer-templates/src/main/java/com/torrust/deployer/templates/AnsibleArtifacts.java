package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.util.List;

/** Inventory, settings, variables, the playbook and its callback plugin (artifacts.md 3). */
final class AnsibleArtifacts implements ArtifactSource {

  @Override
  public ArtifactGroup group() {
    return ArtifactGroup.ANSIBLE;
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
