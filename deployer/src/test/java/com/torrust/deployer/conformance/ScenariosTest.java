package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Interview;
import com.torrust.deployer.domain.service.PublicPort;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.json.Scenarios;
import com.torrust.deployer.json.Scenarios.Scenario;
import com.torrust.deployer.testkit.data.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each scenario comes from its answers: they give the configuration that stands beside them, or are
 * refused for the reason that is expected, and what is said of it is true.
 */
class ScenariosTest {

  /** What a scenario names among what runs; the rest serves these. */
  private static final Set<Component> NAMED =
      Set.of(
          Component.TRACKER,
          Component.MYSQL,
          Component.PROMETHEUS,
          Component.GRAFANA,
          Component.CADDY);

  @Test
  void areManyAndEachHasWordsOfItsOwn() {
    assertTrue(Scenarios.all().size() >= 20, "twenty at least");
    assertEquals(
        Scenarios.all().size(), Scenarios.all().stream().map(Scenario::need).distinct().count());
  }

  @TestFactory
  Stream<DynamicTest> areWhatTheirAnswersGive() {
    return Scenarios.all().stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> holds(scenario)));
  }

  private static void holds(Scenario scenario) {
    JsonNode expected = Json.parse(scenario.files().get("expect.json"));
    Interview.Result answered =
        Interview.begin(Samples.PROVIDERS).answerAll(answers(scenario), true);
    if (!expected.path("valid").asBoolean()) {
      String refused = expected.path("refused").asText();
      assertTrue(
          answered.findings().stream().anyMatch(each -> each.code().value().equals(refused)),
          answered::toString);
      return;
    }
    assertTrue(answered.findings().isEmpty(), answered::toString);
    assertTrue(answered.interview().isComplete(), () -> "open: " + answered.interview().next());
    String written = JsonDocuments.write(answered.interview().document());
    assertEquals(Json.parse(scenario.config().orElseThrow()), Json.parse(written));
    assertEquals(expected, facts(config(written), expected));
  }

  private static Map<String, ConfigValue> answers(Scenario scenario) {
    ObjectValue answers =
        (ObjectValue) JsonDocuments.read(scenario.files().get("answers.json")).get();
    Map<String, ConfigValue> byQuestion = new LinkedHashMap<>();
    answers.members().forEach(member -> byQuestion.put(member.name(), member.value()));
    return byQuestion;
  }

  private static EnvironmentConfig config(String text) {
    return ConfigDecoder.drawingFrom(Samples.PROVIDERS, RandomGenerator.getDefault())
        .decode(JsonDocuments.read(text).get())
        .config()
        .orElseThrow();
  }

  /** What the configuration says of those things of which something is expected. */
  private static JsonNode facts(EnvironmentConfig config, JsonNode expected) {
    ObjectNode facts = Json.object().put("valid", true);
    expected
        .fieldNames()
        .forEachRemaining(
            name -> {
              switch (name) {
                case "services" -> {
                  var services = facts.putArray(name);
                  config.components().stream()
                      .filter(NAMED::contains)
                      .map(Component::service)
                      .sorted()
                      .forEach(services::add);
                }
                case "published" -> {
                  var ports = facts.putArray(name);
                  PublicPort.of(config)
                      .forEach(port -> ports.add(port.number() + "/" + port.protocol().text()));
                }
                case "tls" -> facts.put(name, config.hasProxy());
                case "database" -> facts.put(name, config.tracker().database().driver());
                case "private" -> facts.put(name, config.tracker().isPrivate());
                case "udp" -> facts.put(name, config.tracker().udpTrackers().size());
                case "http" -> facts.put(name, config.tracker().httpTrackers().size());
                case "backup" -> facts.put(name, config.backup().isPresent());
                case "image" -> facts.put(name, config.images().get(Component.TRACKER).value());
                // Where the machine comes from is said by the command, not by the file.
                default -> facts.set(name, expected.get(name));
              }
            });
    return facts;
  }
}
