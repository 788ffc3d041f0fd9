package com.torrust.deployer.templates;

import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.RendererProvider;

/** Makes the renderer; found by {@link java.util.ServiceLoader}. */
public final class JinjavaRendererProvider implements RendererProvider {

  @Override
  public String id() {
    return "jinjava";
  }

  @Override
  public Renderer create(AdapterContext context) {
    return new JinjavaRenderer(context.templates(), context.artifacts());
  }
}
