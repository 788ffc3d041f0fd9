package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.util.List;
import java.util.Map;

/**
 * The script that installs, starts and inspects the stack on the machine, and the list of what it
 * has to prove there.
 */
final class OperationsArtifacts implements ArtifactSource {

  private static final Template STACK =
      Template.verbatim(
          "operations/stack",
          "Operates the stack on its machine: the deployer calls it over SSH, and an operator can"
              + " call it by hand. It holds no secret; those that it needs it reads from .env.",
          "https://docs.docker.com/reference/cli/docker/compose/");

  private static final Header CHECKS =
      Header.ofModel(
          MachineChecks.class,
          "What the stack's script asks on the machine itself, one question a line: name, when"
              + " (start: to prove a start; later: only when somebody looks), subject, service,"
              + " kind, port, path, and a text that the answer must hold.",
          "https://github.com/torrust/torrust-tracker-deployer");

  @Override
  public ArtifactGroup group() {
    return ArtifactGroup.OPERATIONS;
  }

  @Override
  public List<Template> templates() {
    return List.of(STACK);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateEngine engine) {
    return List.of(
        Artifact.script(
            group(),
            group().folder() + "/stack",
            engine.render(STACK, OperationsArtifacts.class, Map.of())),
        Artifact.plain(
            group(),
            group().folder() + "/checks.tsv",
            CHECKS.on(MachineChecks.lines(request.config()))));
  }
}
