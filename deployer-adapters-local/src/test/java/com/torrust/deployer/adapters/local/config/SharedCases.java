package com.torrust.deployer.adapters.local.config;

import com.fasterxml.jackson.databind.JsonNode;

/** The conformance cases: faulty files with the verdict that is wanted. */
final class SharedCases {

  private static final String ROOT = "/conformance";

  private SharedCases() {}

  static JsonNode all() {
    return Documents.resource(ROOT + "/validation/cases.json").get("cases");
  }

  static String key(String name) {
    return Documents.text(ROOT + "/fixtures/" + name);
  }

  static JsonNode sample(String name) {
    return Documents.resource(ROOT + "/configs/" + name + ".json");
  }

  /**
   * The text of a case that has one; {@code @FIXTURES@} still stands for the folder of the keys.
   */
  static String text(JsonNode one) {
    if (one.has("raw")) {
      return one.get("raw").textValue();
    }
    return Documents.patched(base(one.get("base").textValue()), one.get("patch")).toString();
  }

  /** One of the valid documents that the cases change. */
  static JsonNode base(String name) {
    return Documents.resource(ROOT + "/validation/bases/" + name + ".json");
  }
}
