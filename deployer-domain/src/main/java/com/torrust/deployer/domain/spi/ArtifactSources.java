package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.release.ArtifactPurpose;
import java.util.List;

/** What the adapters have to render beside the stack's own files. Thread-safe. */
public interface ArtifactSources {

  /**
   * The sources of the adapters that do this work, in a fixed order. Finding them loads the makers
   * of those adapters, so that it is asked for at the first rendering only.
   */
  List<ArtifactSource> of(ArtifactPurpose purpose);
}
