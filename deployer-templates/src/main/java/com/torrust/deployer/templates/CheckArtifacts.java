package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;

/** The list of what has to be proven on the machine, beside the scripts that prove it. */
final class CheckArtifacts implements ArtifactSource {

  private static final Header CHECKS =
      Header.ofModel(
          MachineChecks.class,
          "What the stack's script asks on the machine itself, one question a line: name, when"
              + " (start: to prove a start; later: only when somebody looks), subject, service,"
              + " kind, port, path, and a text that the answer must hold.",
          Links.OPERATING);

  @Override
  public List<Template> templates() {
    return List.of();
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return List.of(
        Artifact.plain(
            ArtifactGroup.SCRIPTS,
            ArtifactGroup.SCRIPTS.folder() + "/checks.tsv",
            CHECKS.on(MachineChecks.lines(request.config(), request.services()))));
  }
}
