package com.torrust.deployer.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One way in which we differ from the reference on purpose.
 *
 * @param id as in the documentation
 * @param isDemand whether our output has to satisfy it, where it otherwise only may
 * @param when facts of the configuration that must hold; {@code !} negates
 * @param whenFound values that our own model must hold, by pointer
 * @param rules where and how
 */
record Deviation(
    String id, boolean isDemand, List<String> when, JsonNode whenFound, List<Rule> rules) {

  /** A place and what is different there. */
  record Rule(Pointer path, JsonNode node) {

    Optional<Check> check() {
      return Optional.ofNullable(node.get("check")).map(Check::new);
    }

    /** Whether what stands at the place, and below, is not compared. */
    boolean replacesComparison() {
      return node.path("ignore").asBoolean()
          || (node.has("check") && !node.path("keep").asBoolean());
    }

    boolean allowsMissing(String element) {
      JsonNode allowed = node.path("may_be_absent");
      return allowed.isTextual() ? element.equals(allowed.textValue()) : allowed.asBoolean();
    }

    boolean allowsMore() {
      return node.path("may_be_added").asBoolean();
    }

    boolean refines() {
      return node.path("refines").asBoolean();
    }
  }

  static List<Deviation> read(JsonNode file) {
    return elements(file.path("deviations")).stream().map(Deviation::of).toList();
  }

  private static Deviation of(JsonNode node) {
    return new Deviation(
        node.path("id").asText(),
        node.path("kind").asText().equals("must"),
        elements(node.path("when")).stream().map(JsonNode::asText).toList(),
        node.path("when_found"),
        elements(node.path("rules")).stream()
            .map(rule -> new Rule(Pointer.parse(rule.path("path").asText()), rule))
            .toList());
  }

  /** The same for one place only. */
  Deviation at(String path) {
    return new Deviation(
        id,
        isDemand,
        when,
        whenFound,
        rules.stream().filter(rule -> rule.path().toString().equals(path)).toList());
  }

  boolean applies(Set<String> facts, JsonNode ours) {
    boolean facing =
        when.stream()
            .allMatch(
                fact ->
                    fact.startsWith("!")
                        ? !facts.contains(fact.substring(1))
                        : facts.contains(fact));
    return facing
        && whenFound
            .propertyStream()
            .allMatch(found -> ours.at(found.getKey()).equals(found.getValue()));
  }

  private static List<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }
}
