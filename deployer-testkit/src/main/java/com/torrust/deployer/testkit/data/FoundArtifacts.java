package com.torrust.deployer.testkit.data;

import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ArtifactSources;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import java.util.ServiceLoader;

/** What every adapter that is found brings to be rendered, for tests of renderers. */
public final class FoundArtifacts {

  private FoundArtifacts() {}

  /** Those of the class path or module path. */
  public static ArtifactSources everywhere() {
    return purpose ->
        (switch (purpose) {
              case PROVISION -> ServiceLoader.load(ProvisionerProvider.class);
              case CONFIGURE -> ServiceLoader.load(ConfiguratorProvider.class);
              case STACK -> ServiceLoader.load(StackOperatorProvider.class);
            })
            .stream()
                .map(ServiceLoader.Provider::get)
                .map(AdapterProvider.class::cast)
                .flatMap(maker -> ((AdapterProvider<?>) maker).artifacts().stream())
                .toList();
  }
}
