package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.List;
import java.util.Map;

/** The machine's half of this adapter: the script that installs, starts and inspects the stack. */
public final class StackScripts implements ArtifactSource {

  /** One file on the machine, so that it is replaced in one step; here one for each subject. */
  private static final List<String> PARTS =
      List.of(
          "begin",
          "answers",
          "leaving",
          "lock",
          "releases",
          "claim",
          "install",
          "containers",
          "takeover",
          "images",
          "passwords",
          "checks",
          "data",
          "drift",
          "start",
          "copy",
          "backup",
          "restore",
          "security",
          "inspect",
          "network",
          "stop",
          "main");

  private static final Template STACK =
      new Template(
          "operations/stack",
          Template.Kind.VERBATIM,
          "Operates the stack on its machine: the deployer calls it over SSH, and an operator can"
              + " call it by hand. It holds no secret; those that it needs it reads from .env.",
          "https://docs.docker.com/reference/cli/docker/compose/",
          PARTS.stream().map(part -> "operations/stack.d/" + part + ".sh").toList());

  private static final Template SQLITE =
      new Template(
          "operations/sqlite.py",
          Template.Kind.VERBATIM,
          "Copies, counts and puts back SQLite databases, in a container as the tracker's account.",
          "https://docs.python.org/3/library/sqlite3.html#sqlite3.Connection.backup",
          List.of("operations/sqlite.py"));

  @Override
  public List<Template> templates() {
    return List.of(STACK, SQLITE);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    return List.of(
        Artifact.script(
            ArtifactGroup.SCRIPTS,
            ArtifactGroup.SCRIPTS.folder() + "/stack",
            renderer.render(STACK, Map.of())),
        Artifact.script(
            ArtifactGroup.SCRIPTS,
            ArtifactGroup.SCRIPTS.folder() + "/sqlite.py",
            renderer.render(SQLITE, Map.of())));
  }
}
