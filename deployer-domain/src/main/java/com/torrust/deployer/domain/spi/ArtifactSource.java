package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import java.util.List;

/**
 * Makes the files that an adapter works with, from templates that stand in the adapter's own jar:
 * see {@link Template}. Stateless and thread-safe.
 */
public interface ArtifactSource {

  /**
   * Every template that {@link #render} may use, so that all of them can be exported and replaced
   * by the operator. Constant.
   */
  List<Template> templates();

  /**
   * The files that the configuration needs, each below the folder of its group; none when it needs
   * none. The same request gives the same bytes on every machine and at every time.
   *
   * @param renderer turns the templates into text; what it throws ends the rendering and is not
   *     caught here
   */
  List<Artifact> render(RenderRequest request, TemplateRenderer renderer);
}
