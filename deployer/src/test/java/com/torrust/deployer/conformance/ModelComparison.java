package com.torrust.deployer.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.conformance.Deviation.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares our model of one case with the expected one and says which deviations it needed. */
final class ModelComparison {

  /** Lists whose order means nothing. */
  private static final List<Pointer> UNORDERED =
      Stream.of(
              "/files",
              "/compose/services/*/ports",
              "/compose/services/*/networks",
              "/compose/services/*/profiles",
              "/compose/services/*/cap_add",
              "/compose/services/*/cap_drop",
              "/prometheus/scrape_configs/*/static_configs/*/targets",
              "/grafana/dashboards/*/panels",
              "/ansible/variables/tracker_udp_ports",
              "/ansible/variables/tracker_http_ports",
              "/backup/paths")
          .map(Pointer::parse)
          .toList();

  private final JsonNode config;
  private final Map<Rule, String> rules = new LinkedHashMap<>();
  private final Set<String> loopbackPorts;
  private final List<String> differences = new ArrayList<>();
  private final Set<String> used = new TreeSet<>();

  private ModelComparison(
      JsonNode config, Set<String> facts, JsonNode ours, List<Deviation> deviations) {
    this.config = config;
    this.loopbackPorts = loopbackPorts(config);
    deviations.stream()
        .filter(deviation -> deviation.applies(facts, ours))
        .forEach(
            deviation -> {
              deviation.rules().forEach(rule -> rules.put(rule, deviation.id()));
              if (deviation.isDemand() && !deviation.rules().isEmpty()) {
                used.add(deviation.id());
              }
            });
  }

  static ModelComparison of(
      JsonNode config,
      Set<String> facts,
      JsonNode expected,
      JsonNode ours,
      List<Deviation> deviations) {
    ModelComparison comparison = new ModelComparison(config, facts, ours, deviations);
    ObjectNode wanted = expected.deepCopy();
    comparison.rewrite(wanted);
    comparison.compare(new Pointer(List.of()), wanted, ours);
    comparison.check(ours);
    return comparison;
  }

  /** One line for each disagreement that no deviation allows. */
  List<String> differences() {
    return differences;
  }

  /** Ids of the demands that were checked and of the liberties that were needed. */
  Set<String> used() {
    return used;
  }

  private void rewrite(JsonNode expected) {
    rules.forEach(
        (rule, id) -> {
          if (rule.node().has("rewrite")) {
            String from = rule.node().path("rewrite").path(0).asText();
            String to =
                rule.node().path("rewrite").path(1).asText().replaceAll("\\\\([0-9])", "\\$$1");
            Pointer list =
                new Pointer(rule.path().segments().subList(0, rule.path().segments().size() - 1));
            if (Json.at(expected, list.segments()) instanceof ArrayNode array) {
              for (int i = 0; i < array.size(); i++) {
                String text = array.get(i).asText();
                String changed = text.replaceAll(from, to);
                if (!changed.equals(text)) {
                  used.add(id);
                }
                array.set(i, changed);
              }
            }
          }
        });
  }

  private void compare(Pointer place, JsonNode expected, JsonNode ours) {
    if (same(expected, ours) || isReplaced(place)) {
      return;
    }
    if (expected.isMissingNode() || ours.isMissingNode()) {
      presence(place, expected, ours);
    } else if (expected.isObject() && ours.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      expected.fieldNames().forEachRemaining(names::add);
      ours.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(place.then(name), expected.path(name), ours.path(name)));
    } else if (expected.isArray() && ours.isArray() && isUnordered(place)) {
      Set<String> elements = new LinkedHashSet<>();
      expected.forEach(element -> elements.add(Json.text(element)));
      ours.forEach(element -> elements.add(Json.text(element)));
      elements.forEach(
          element ->
              compare(
                  place.then(element),
                  Json.at(expected, List.of(element)),
                  Json.at(ours, List.of(element))));
    } else if (expected.isArray() && ours.isArray() && expected.size() == ours.size()) {
      for (int i = 0; i < ours.size(); i++) {
        compare(place.then(Integer.toString(i)), expected.get(i), ours.get(i));
      }
    } else if (!isRefined(place, expected, ours)) {
      differ(place, expected, ours);
    }
  }

  /** Numbers are equal by value, whatever their types in memory. */
  private static boolean same(JsonNode expected, JsonNode ours) {
    return expected.equals(ours)
        || (expected.isNumber()
            && ours.isNumber()
            && expected.decimalValue().compareTo(ours.decimalValue()) == 0);
  }

  private boolean isReplaced(Pointer place) {
    boolean replaced = false;
    for (Map.Entry<Rule, String> entry : rules.entrySet()) {
      if (entry.getKey().replacesComparison() && entry.getKey().path().isPrefixOf(place)) {
        used.add(entry.getValue());
        replaced = true;
      }
    }
    return replaced;
  }

  private void presence(Pointer place, JsonNode expected, JsonNode ours) {
    String last = place.segments().get(place.segments().size() - 1);
    String kind = loopbackPorts.contains(last) ? "loopback ports" : last;
    List<String> allowing =
        rules.entrySet().stream()
            .filter(entry -> entry.getKey().path().matches(place))
            .filter(
                entry ->
                    ours.isMissingNode()
                        ? entry.getKey().allowsMissing(kind)
                        : entry.getKey().allowsMore())
            .map(Map.Entry::getValue)
            .toList();
    used.addAll(allowing);
    if (allowing.isEmpty()) {
      differ(place, expected, ours);
    }
  }

  private boolean isRefined(Pointer place, JsonNode expected, JsonNode ours) {
    List<String> refining =
        rules.entrySet().stream()
            .filter(entry -> entry.getKey().refines() && entry.getKey().path().matches(place))
            .map(Map.Entry::getValue)
            .toList();
    boolean longer =
        ours.asText()
            .matches(
                "\\Q" + expected.asText() + "\\E([.-][A-Za-z0-9_.-]+)?(@sha256:[0-9a-f]{64})?");
    if (!refining.isEmpty() && longer) {
      used.addAll(refining);
      return true;
    }
    return false;
  }

  private void check(JsonNode ours) {
    rules.forEach(
        (rule, id) ->
            rule.check()
                .ifPresent(
                    check ->
                        places(rule.path(), ours)
                            .forEach(
                                place -> {
                                  JsonNode value = Json.at(ours, place.segments());
                                  if (!check.holds(value, config)) {
                                    differences.add(
                                        place
                                            + ": "
                                            + id
                                            + " demands "
                                            + check.demands()
                                            + ", found "
                                            + shown(value));
                                  }
                                })));
  }

  /**
   * The places of ours that a pattern means; a pattern without wildcards means its one place,
   * absent or not.
   */
  private static List<Pointer> places(Pointer pattern, JsonNode ours) {
    List<Pointer> places = List.of(new Pointer(List.of()));
    for (String segment : pattern.segments()) {
      List<Pointer> next = new ArrayList<>();
      for (Pointer place : places) {
        if (!segment.contains("*")) {
          next.add(place.then(segment));
        } else {
          JsonNode node = Json.at(ours, place.segments());
          node.fieldNames()
              .forEachRemaining(
                  name -> {
                    if (Pointer.matches(segment, name)) {
                      next.add(place.then(name));
                    }
                  });
        }
      }
      places = next;
    }
    return places;
  }

  private void differ(Pointer place, JsonNode expected, JsonNode ours) {
    differences.add(place + ": expected " + shown(expected) + ", found " + shown(ours));
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : Json.text(value);
  }

  private static boolean isUnordered(Pointer place) {
    return UNORDERED.stream().anyMatch(pattern -> pattern.matches(place));
  }

  private static Set<String> loopbackPorts(JsonNode config) {
    Set<String> ports = new LinkedHashSet<>();
    JsonNode tracker = config.path("tracker");
    tracker.path("udp_trackers").forEach(listener -> addLoopback(ports, listener, "udp"));
    tracker.path("http_trackers").forEach(listener -> addLoopback(ports, listener, "tcp"));
    addLoopback(ports, tracker.path("http_api"), "tcp");
    return ports;
  }

  private static void addLoopback(Set<String> ports, JsonNode listener, String protocol) {
    String address = listener.path("bind_address").asText();
    if (address.startsWith("127.0.0.1:") || address.startsWith("[::1]:")) {
      String port = address.substring(address.lastIndexOf(':') + 1);
      ports.add(port + ":" + port + "/" + protocol);
      ports.add("0.0.0.0:" + port + ":" + port + "/" + protocol);
    }
  }
}
