package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;

/** Offers {@link JsonConfigReader} to the service loader. */
public final class JsonConfigReaderProvider implements ConfigReaderProvider {

  @Override
  public String id() {
    return "json";
  }

  @Override
  public ConfigReader create(AdapterContext context) {
    return JsonConfigReader.seenFrom(context.providers(), context.variables());
  }
}
