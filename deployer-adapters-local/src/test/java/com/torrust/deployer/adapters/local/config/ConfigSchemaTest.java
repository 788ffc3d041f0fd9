package com.torrust.deployer.adapters.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.document.ConfigSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {

  /** What no schema can tell: the text itself, doubles, values that meet. */
  private static final Set<String> BEYOND_SCHEMAS =
      Set.of(
          "R1",
          "R2",
          "R3",
          "R4",
          "R10",
          "R53",
          "R54",
          "R55",
          "R56",
          "X14",
          "X15",
          "X16",
          "X17",
          // Kinds of repositories and what each needs, which patterns tell in part.
          "Y8",
          "Y9",
          "Y10");

  /** To a schema 22.0 is the integer 22. */
  private static final Set<String> LOOKS_LIKE_AN_INTEGER = Set.of("ssh-port-fraction", "N043");

  @Test
  void isAValidSchemaWithAnIdentity() {
    assertEquals(List.of(), PublishedSchema.errorsOfItself());
    assertTrue(PublishedSchema.TEXT.contains("\"$id\": \"" + ConfigSchema.ID + "\""));
  }

  @Test
  void acceptsEveryCaseThatIsAcceptedAndRefusesWhatASchemaCanTell() throws JsonProcessingException {
    List<String> disagreements = new ArrayList<>();
    int refused = 0;
    for (JsonNode one :
        Stream.concat(stream(SharedCases.all()), stream(RuleCases.all())).toList()) {
      boolean isRefused = one.get("wanted").textValue().equals("reject");
      String rule = one.path("rule").asText();
      if (isRefused
          && (BEYOND_SCHEMAS.contains(rule)
              || LOOKS_LIKE_AN_INTEGER.contains(one.get("name").textValue()))) {
        continue;
      }
      JsonNode document = Documents.JSON.readTree(text(one));
      boolean isInvalid = !PublishedSchema.errors(document).isEmpty();
      if (isInvalid != isRefused) {
        disagreements.add(
            one.get("name").textValue() + " " + rule + ": " + PublishedSchema.errors(document));
      }
      refused += isInvalid ? 1 : 0;
    }
    System.out.println("schema: " + refused + " faulty documents refused");
    assertTrue(disagreements.isEmpty(), () -> String.join("\n", disagreements));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-minimal-lxd",
        "02-full-stack-lxd",
        "03-minimal-hetzner",
        "04-full-stack-hetzner",
        "05-mysql-development",
        "06-production-https",
        "07-udp-only",
        "08-http-only-https",
        "09-monitoring-stack",
        "10-multi-domain",
        "11-private-tracker",
        "12-high-availability",
        "13-backup-focused",
        "14-lightweight-production",
        "15-sqlite-monitoring"
      })
  void acceptsTheSampleWithoutTheMemberThatNobodyReads(String sample) {
    JsonNode document = SharedCases.sample(sample);
    if (document.has("caddy")) {
      assertFalse(PublishedSchema.errors(document).isEmpty());
      Documents.remove(document, "/caddy");
    }

    assertEquals(List.of(), PublishedSchema.errors(document));
  }

  @Test
  void describesEveryMemberAndClosesEveryObject() throws JsonProcessingException {
    JsonNode schema = Documents.JSON.readTree(PublishedSchema.TEXT);
    List<JsonNode> objects = new ArrayList<>(List.of(schema));
    schema.get("$defs").forEach(objects::add);
    int members = 0;
    for (JsonNode object : objects) {
      assertTrue(
          object.path("description").asText().endsWith("."), () -> "no description: " + object);
      if (object.has("properties")) {
        assertFalse(object.get("additionalProperties").booleanValue());
        for (var member : object.get("properties").properties()) {
          members++;
          assertTrue(member.getValue().path("description").asText().endsWith("."), member::getKey);
        }
      }
    }
    assertTrue(members > 60, "members are found: " + members);
  }

  @Test
  void keepsTheStructureThatEditorsKnow() throws JsonProcessingException {
    JsonNode schema = Documents.JSON.readTree(PublishedSchema.TEXT);

    assertEquals(
        List.of("environment", "ssh_credentials", "provider", "tracker"),
        Stream.of(schema.get("required"))
            .flatMap(ConfigSchemaTest::stream)
            .map(JsonNode::textValue)
            .toList());
    assertEquals(
        "hetzner",
        schema.at("/$defs/HetznerProviderSection/properties/provider/const").textValue());
    assertEquals(
        65535, schema.at("/$defs/SshCredentialsConfig/properties/port/maximum").intValue());
    assertEquals(22, schema.at("/$defs/SshCredentialsConfig/properties/port/default").intValue());
    assertEquals("null", schema.at("/properties/backup/anyOf/1/type").textValue());
  }

  private static String text(JsonNode one) {
    return one.has("operations")
        ? RuleCases.text(one)
        : SharedCases.text(one).replace("@FIXTURES@", "/keys");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return array.valueStream();
  }
}
