package com.torrust.deployer.templates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * Writes trees as text, so that quoting is right by construction. Trees keep the order of their
 * members, hence equal trees make equal texts.
 */
final class StructuredText {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private StructuredText() {}

  /** The tree as JSON. */
  static String json(JsonNode tree) {
    return tree.toPrettyString() + "\n";
  }

  /** An empty tree. */
  static ObjectNode tree() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The tree as YAML that readers of version 1.1 and 1.2 understand alike: every text is quoted.
   */
  static String yaml(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree in memory could not be written", impossible);
    }
  }
}
