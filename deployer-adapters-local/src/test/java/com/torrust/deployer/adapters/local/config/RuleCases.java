package com.torrust.deployer.adapters.local.config;

import com.fasterxml.jackson.databind.JsonNode;

/** The cases that accompany the rules: three example documents and changes of them. */
final class RuleCases {

  private RuleCases() {}

  static JsonNode all() {
    return Documents.resource("/rules/cases.json");
  }

  static String text(JsonNode one) {
    JsonNode document = Documents.resource("/rules/bases/" + one.get("base").textValue() + ".json");
    String text = document.toString();
    for (JsonNode operation : one.get("operations")) {
      if (operation.has("set")) {
        Documents.put(document, operation.get("set").textValue(), operation.get("value"), false);
        text = document.toString();
      } else if (operation.has("remove")) {
        Documents.remove(document, operation.get("remove").textValue());
        text = document.toString();
      } else {
        text =
            operation.has("text")
                ? operation.get("text").textValue()
                : text + operation.get("append").textValue();
      }
    }
    return text;
  }
}
