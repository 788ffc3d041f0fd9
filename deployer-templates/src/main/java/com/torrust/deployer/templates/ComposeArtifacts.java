package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;

/** The compose file and its variables. */
final class ComposeArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("docker-compose");
  private static final Header FILE =
      Header.ofModel(
          ComposeFile.class,
          "The services of the tracker's stack. Values that change and secrets come from the file"
              + " .env in the same folder.",
          "https://docs.docker.com/reference/compose-file/");
  private static final Header VARIABLES =
      Header.ofModel(
          EnvironmentFile.class,
          "Secrets and settings that Docker Compose puts into the containers. Keep it for the owner"
              + " alone.",
          "https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/");

  @Override
  public List<Template> templates() {
    return List.of();
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return List.of(
        Artifact.plain(
            GROUP,
            "docker-compose/docker-compose.yml",
            FILE.on(StructuredText.yaml(ComposeFile.of(request.config(), request.services())))),
        Artifact.secret(
            GROUP, "docker-compose/.env", VARIABLES.on(EnvironmentFile.text(request.config()))));
  }
}
