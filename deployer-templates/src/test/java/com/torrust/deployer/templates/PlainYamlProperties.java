package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written without the library is what the library would write. */
class PlainYamlProperties {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Property
  void whatIsWrittenIsWhatTheLibraryWrites(@ForAll("trees") ObjectNode tree) {
    PlainYaml.of(tree).ifPresent(text -> assertEquals(StructuredText.byLibrary(tree), text));
  }

  @Property
  void plainTreesAreWritten(@ForAll("plain") ObjectNode tree) {
    assertEquals(Optional.of(StructuredText.byLibrary(tree)), PlainYaml.of(tree));
  }

  @Example
  void whatOtherReadersTakeForSomethingElseIsLeftToTheLibrary() {
    for (String name : List.of("yes", "No", "on", "NULL", "y", "1", "a b", "a:", "-a", "é", "")) {
      assertTrue(PlainYaml.of(NODES.objectNode().put(name, 1)).isEmpty(), name);
    }
    for (String text : List.of("\"", "\\", "\n", "\t", "é", "\u2028", "\u007f")) {
      assertTrue(PlainYaml.of(NODES.objectNode().put("name", text)).isEmpty(), text);
    }
  }

  @Provide
  Arbitrary<ObjectNode> trees() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(
                "a",
                "yes",
                "on",
                "Null",
                "image",
                "com.docker.network",
                "9",
                "~",
                "a b",
                "x:",
                "-"),
            Arbitraries.strings().ofMaxLength(130));
    Arbitrary<JsonNode> texts = Arbitraries.strings().ofMaxLength(200).map(NODES::textNode);
    return objects(names, texts);
  }

  @Provide
  Arbitrary<ObjectNode> plain() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars("_.-")
            .ofMinLength(5)
            .ofMaxLength(40)
            .map(name -> "k" + name);
    Arbitrary<JsonNode> texts =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .ofMaxLength(200)
            .map(text -> text.replace('"', '\'').replace('\\', '/'))
            .map(NODES::textNode);
    return objects(names, texts);
  }

  private static Arbitrary<ObjectNode> objects(Arbitrary<String> names, Arbitrary<JsonNode> texts) {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            texts,
            Arbitraries.integers().map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.create(NODES::objectNode),
            Arbitraries.create(NODES::arrayNode));
    Arbitrary<JsonNode> inner = scalars;
    for (int depth = 0; depth < 3; depth++) {
      Arbitrary<JsonNode> values = inner;
      inner =
          Arbitraries.oneOf(
              scalars, array(scalars), object(names, values), array(object(names, values)));
    }
    return object(names, inner).map(ObjectNode.class::cast);
  }

  private static Arbitrary<JsonNode> array(Arbitrary<JsonNode> items) {
    return items
        .list()
        .ofMaxSize(4)
        .map(
            list -> {
              ArrayNode node = NODES.arrayNode();
              list.forEach(node::add);
              return node;
            });
  }

  private static Arbitrary<JsonNode> object(Arbitrary<String> names, Arbitrary<JsonNode> values) {
    return Arbitraries.maps(names, values)
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(
            members -> {
              ObjectNode node = NODES.objectNode();
              members.forEach(node::set);
              return node;
            });
  }
}
