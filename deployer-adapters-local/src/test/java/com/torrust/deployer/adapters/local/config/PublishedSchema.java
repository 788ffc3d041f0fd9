package com.torrust.deployer.adapters.local.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.torrust.deployer.testkit.data.Samples;
import java.util.List;

/** The schema as a user gets it, in the hands of a validator that is not ours. */
final class PublishedSchema {

  static final String TEXT = JsonConfigReader.onThisComputer(Samples.PROVIDERS).schema();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = REGISTRY.getSchema(TEXT, InputFormat.JSON);

  private PublishedSchema() {}

  static List<Error> errors(JsonNode document) {
    return SCHEMA.validate(document);
  }

  static List<Error> errorsOfItself() {
    String dialect = SpecificationVersion.DRAFT_2020_12.getDialectId();
    return REGISTRY.getSchema(SchemaLocation.of(dialect)).validate(TEXT, InputFormat.JSON);
  }
}
