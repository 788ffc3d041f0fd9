package com.torrust.deployer.cli;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.torrust.deployer.json.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas as users get them, in the hands of a validator that is not ours. */
final class PublishedSchemas {

  private static final String BASE =
      "https://torrust.github.io/torrust-tracker-deployer-java/schemas/1/";
  private static final Map<String, String> BY_ADDRESS = byAddress();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(BY_ADDRESS));

  private PublishedSchemas() {}

  private static Map<String, String> byAddress() {
    Map<String, String> schemas = new HashMap<>();
    Schemas.NAMES.forEach(
        name -> schemas.put(BASE + name + ".json", Schemas.find(name).orElseThrow()));
    return schemas;
  }

  static List<Error> errors(String schema, String document) {
    Schema loaded = REGISTRY.getSchema(SchemaLocation.of(BASE + schema + ".json"));
    return loaded.validate(
        document,
        InputFormat.JSON,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  static List<Error> errorsOfItself(String schema) {
    String dialect = SpecificationVersion.DRAFT_2020_12.getDialectId();
    return REGISTRY
        .getSchema(SchemaLocation.of(dialect))
        .validate(Schemas.find(schema).orElseThrow(), InputFormat.JSON);
  }
}
