package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.util.List;

/** Makes the files of one group. Stateless, so that one instance serves all threads. */
interface ArtifactSource {

  /** The group whose files it makes. */
  ArtifactGroup group();

  /**
   * Every template that {@link #render} may use, so that all of them can be exported and
   * overridden.
   */
  List<Template> templates();

  /**
   * The files that the configuration needs, none when it needs no file of this group.
   *
   * @throws TemplateFailure when a template cannot be read or rendered
   */
  List<Artifact> render(RenderRequest request, TemplateEngine engine);
}
