package com.torrust.deployer.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.error.Finding.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentsTest {

  @Test
  void knowsWhereEveryNameAndValueBegins() {
    ObjectValue document =
        (ObjectValue)
            read(
                """
                {
                  "name": "lab",
                  "port" : 22, "flags": [ true,
                    null]
                }
                """);

    assertEquals(at(1, 1), document.position());
    assertEquals(
        List.of(at(2, 3), at(3, 3), at(3, 16)),
        document.members().stream().map(Member::position).toList());
    assertEquals(
        List.of(at(2, 11), at(3, 12), at(3, 25)),
        document.members().stream().map(member -> member.value().position()).toList());
    ArrayValue flags = (ArrayValue) document.find("flags").orElseThrow();
    assertEquals(
        List.of(at(3, 27), at(4, 5)),
        flags.elements().stream().map(ConfigValue::position).toList());
  }

  @Test
  void keepsDoublesOrderAndTheSpellingOfNumbers() {
    ObjectValue document = (ObjectValue) read("{\"b\": 22.0, \"a\": 1e400, \"b\": -0}");

    assertEquals(List.of("b", "a", "b"), document.members().stream().map(Member::name).toList());
    assertEquals(
        List.of("22.0", "1e400", "-0"),
        document.members().stream()
            .map(member -> ((NumberValue) member.value()).literal())
            .toList());
  }

  @ParameterizedTest
  @MethodSource("faultyTexts")
  void tellsWhyAndWhereATextIsNotJson(String text, String reason, Optional<Position> position) {
    JsonProblem problem = JsonDocuments.read(text).getLeft();

    assertTrue(problem.reason().contains(reason), problem::toString);
    assertEquals(position, problem.position());
    assertFalse(problem.remedy().isEmpty());
  }

  static Stream<Arguments> faultyTexts() {
    return Stream.of(
        Arguments.of("", "empty", Optional.empty()),
        Arguments.of("  \n", "empty", Optional.empty()),
        Arguments.of("\ufeff{}", "byte order mark", at(1, 1)),
        Arguments.of("{} {}", "behind the end", at(1, 4)),
        Arguments.of("{\"a\": 1,}", "unexpected '}'", at(1, 9)),
        Arguments.of("[1,]", "unexpected ']'", at(1, 4)),
        Arguments.of("{'a': 1}", "double quotes", at(1, 2)),
        Arguments.of("// note\n{}", "no comments", at(1, 1)),
        Arguments.of("{\n  \"a\": 1 # note\n}", "no comments", at(2, 10)),
        Arguments.of("{\"a\": hunter2}", "word that JSON does not know", at(1, 7)),
        Arguments.of("{\"a\": NaN}", "word that JSON does not know", at(1, 10)),
        Arguments.of("{\"a\": 007}", "malformed number", at(1, 8)),
        Arguments.of("{\"a\": +1}", "malformed number", at(1, 8)),
        Arguments.of("{\"a\": \"\\x\"}", "escape", at(1, 9)),
        Arguments.of("{\"a\": \"x\ny\"}", "unexpected '\\u000a'", at(1, 9)),
        Arguments.of("{\"a\": \"\\ud800\"}", "half of a character", at(1, 7)),
        Arguments.of("{\"\\udc00\": 1}", "half of a character", at(1, 9)),
        Arguments.of("]", "closes nothing", at(1, 1)),
        Arguments.of("{\"a\": \"x\" y}", "letter or digit", at(1, 11)),
        Arguments.of("{\"a\" 1}", "letter or digit", at(1, 6)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1", "[", "\"lab", "{\"a\"", "tru", "{\"a\": \"\\u12"})
  void tellsThatATextEndsTooEarly(String text) {
    assertTrue(JsonDocuments.read(text).isLeft());
  }

  @Test
  void neverQuotesTheTextBecauseItMayBeASecret() {
    for (String text :
        List.of(
            "{\"a\": hunter2}",
            "{\"a\": \"x\" hunter2}",
            "hunter2",
            "{hunter2: 1}",
            "{\"a\": 'hunter2'}",
            "{\"a\": 1hunter2}")) {
      String error = JsonDocuments.read(text).getLeft().toString();

      assertFalse(error.contains("hunter") || error.contains("unter2"), error);
    }
  }

  @Test
  void refusesHostileTexts() {
    String sixtyFour = "[".repeat(64) + "]".repeat(64);
    assertTrue(JsonDocuments.read(sixtyFour).isRight());
    assertTrue(reason("[" + sixtyFour + "]").contains("levels of nesting"));
    assertTrue(reason("[".repeat(1_000_000)).contains("levels of nesting"));
    assertTrue(reason("{\"a\":".repeat(200_000)).contains("levels of nesting"));
    assertTrue(reason("\"" + "x".repeat(50_000_000) + "\"").contains("characters"));
    assertTrue(reason("\u0000").contains("unexpected '\\u0000'"));
  }

  @Test
  void readsLongNumbersAndStringsWithoutConvertingThem() {
    String digits = "9".repeat(1_000_000);

    assertEquals(new NumberValue(digits, at(1, 1)), read(digits));
    assertEquals(new NumberValue("1e" + digits, at(1, 1)), read("1e" + digits));
    assertTrue(JsonDocuments.read("\"" + "😀".repeat(200_000) + "\"").isRight());
  }

  @Test
  void readsManyNamesThatCollide() {
    StringBuilder text = new StringBuilder("{");
    for (int number = 0; number < 1 << 14; number++) {
      text.append(number == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 14; bit++) {
        text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
      }
      text.append("\":1");
    }

    assertEquals(1 << 14, ((ObjectValue) read(text.append('}').toString())).members().size());
  }

  @Test
  void writesWithTwoSpacesAndReadsItBack() {
    ConfigValue document =
        ConfigValue.object()
            .with("name", "a \"b\" \\ \n é 😀 \u0001")
            .with(
                "list",
                ConfigValue.array(
                    Stream.of(ConfigValue.of(1), ConfigValue.array(), ConfigValue.ofNull())))
            .with("object", ConfigValue.object().with("x", true).build())
            .with("empty", ConfigValue.object().build())
            .with("huge", new NumberValue("1e400", Optional.empty()))
            .build();
    String text = JsonDocuments.write(document);

    assertEquals(
        """
        {
          "name": "a \\"b\\" \\\\ \\n é 😀 \\u0001",
          "list": [
            1,
            [],
            null
          ],
          "object": {
            "x": true
          },
          "empty": {},
          "huge": 1e400
        }\
        """,
        text);
    assertEquals(text, JsonDocuments.write(read(text)));
  }

  private static ConfigValue read(String text) {
    return JsonDocuments.read(text)
        .getOrElseThrow(problem -> new AssertionError(problem.toString()));
  }

  private static String reason(String text) {
    return JsonDocuments.read(text).getLeft().reason();
  }

  private static Optional<Position> at(int line, int column) {
    return Optional.of(new Position(line, column));
  }
}
