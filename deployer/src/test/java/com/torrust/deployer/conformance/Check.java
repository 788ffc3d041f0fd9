package com.torrust.deployer.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What a deviation demands of a value of ours. */
record Check(JsonNode demands) {

  private static final Pattern SLOT = Pattern.compile("\\{(?<port>port:)?(?<pointer>/[^}]*)\\}");

  /** Whether the value is as demanded. */
  boolean holds(JsonNode value, JsonNode config) {
    return demands
        .propertyStream()
        .allMatch(demand -> holds(demand.getKey(), demand.getValue(), value, config));
  }

  private boolean holds(String kind, JsonNode argument, JsonNode value, JsonNode config) {
    return switch (kind) {
      case "at" -> true;
      case "present" -> argument.booleanValue() != value.isMissingNode();
      case "equals" -> argument.equals(value);
      case "matches" -> !value.isMissingNode() && find(argument, value);
      case "not_matches" -> value.isMissingNode() || !find(argument, value);
      case "same_members" -> members(argument).equals(members(value));
      case "one_of" ->
          elements(argument).stream()
              .anyMatch(
                  element ->
                      element.asText().equals("@ABSENT@")
                          ? value.isMissingNode()
                          : element.equals(value));
      case "template" ->
          value.isTextual() && templates(argument, config).contains(value.textValue());
      case "absent_or_template" ->
          value.isMissingNode() || templates(argument, config).contains(value.asText());
      case "any_of" ->
          elements(argument).stream()
              .anyMatch(
                  option ->
                      new Check(option)
                          .holds(
                              Json.at(value, Pointer.parse(option.path("at").asText()).segments()),
                              config));
      default -> throw new IllegalStateException("unknown demand '" + kind + "'");
    };
  }

  private static boolean find(JsonNode pattern, JsonNode value) {
    return Pattern.compile(pattern.textValue()).matcher(Json.text(value)).find();
  }

  private static Set<String> members(JsonNode list) {
    return Set.copyOf(elements(list).stream().map(Json::text).toList());
  }

  private static List<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static List<String> templates(JsonNode argument, JsonNode config) {
    return argument.isArray()
        ? elements(argument).stream().map(template -> fill(template.textValue(), config)).toList()
        : List.of(fill(argument.textValue(), config));
  }

  private static String fill(String template, JsonNode config) {
    return SLOT.matcher(template)
        .replaceAll(
            slot -> {
              String value = config.at(slot.group(2)).asText();
              String text =
                  slot.group(1) == null ? value : value.substring(value.lastIndexOf(':') + 1);
              return Matcher.quoteReplacement(text);
            });
  }
}
