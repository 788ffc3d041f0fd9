package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.Renderer;

/** Finds adapters for {@link Renderer}. */
public interface RendererProvider extends AdapterProvider<Renderer> {}
