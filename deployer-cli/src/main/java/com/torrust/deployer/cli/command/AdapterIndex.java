package com.torrust.deployer.cli.command;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the program's own adapters by lists that the build has made: to look for them on the class
 * path, every jar is opened and searched at each start.
 */
final class AdapterIndex extends ClassLoader {

  private static final String SERVICES = "META-INF/services/com.torrust.deployer.domain.spi.";

  AdapterIndex() {
    super(AdapterIndex.class.getClassLoader());
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (name.startsWith(SERVICES)) {
      Optional<URL> list = Reference.adapters(name.substring(SERVICES.length()));
      if (list.isPresent()) {
        return Collections.enumeration(List.of(list.get()));
      }
    }
    return super.getResources(name);
  }
}
