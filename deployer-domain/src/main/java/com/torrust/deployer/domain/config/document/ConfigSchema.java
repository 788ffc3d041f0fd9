package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;

/**
 * The JSON schema of configurations, made from the model that reads them. It accepts every document
 * that the decoder accepts; what a schema cannot tell, such as two listeners on one port, is left
 * to the decoder.
 */
public final class ConfigSchema {

  /** Dialect of the schema. */
  public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /** Identity of the schema; it does not change while the members keep their meaning. */
  public static final String ID = "urn:torrust:tracker-deployer:environment-config";

  private ConfigSchema() {}

  /** The schema as a document, for configurations with these providers. */
  public static ConfigValue document(Providers providers) {
    Definitions definitions = new Definitions();
    ObjectBuilder schema =
        ConfigValue.object()
            .with("$schema", DIALECT)
            .with("$id", ID)
            .with("title", "Configuration of a Torrust Tracker environment");
    for (Member keyword : providers.document().definition(definitions).members()) {
      schema.with(keyword.name(), keyword.value());
    }
    return schema.with("$defs", definitions.all()).build();
  }
}
