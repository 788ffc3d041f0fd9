package com.torrust.deployer.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.error.Finding.Position;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Documents as JSON text. Reading is strict (RFC 8259, no extensions, one value) and bounded: a
 * hostile text costs no more than its length. Writing gives two spaces of indentation, line feeds
 * and no line feed at the end. Thread-safe.
 */
public final class JsonDocuments {

  /**
   * Longest text that is read, in characters; a configuration of a hundred listeners has some ten
   * thousand.
   */
  public static final int LONGEST_TEXT = 1 << 20;

  /** Deepest nesting that is read; a configuration has five levels. */
  public static final int DEEPEST_NESTING = 64;

  private static final String TOO_MUCH = "remove what does not belong to a configuration";

  /**
   * Numbers keep their spelling and are never converted here, so their length is bounded by the
   * text's alone.
   */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST_NESTING)
                  .maxNumberLength(LONGEST_TEXT)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .build())
          // A shared table of names is what an attacker would fill with colliding ones.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonDocuments() {}

  /** The document in {@code text}, or why it is not JSON; the reason never quotes the text. */
  public static Either<JsonProblem, ConfigValue> read(String text) {
    return read(text, path -> true);
  }

  /**
   * The same without the members that are not wanted: they are read past, and only what makes the
   * text no JSON is found in them.
   *
   * @param wanted judges the path of a member, names joined by dots: {@code config.provider}
   */
  public static Either<JsonProblem, ConfigValue> read(String text, Predicate<String> wanted) {
    if (text.length() > LONGEST_TEXT) {
      return Either.left(JsonProblem.of("more than " + LONGEST_TEXT + " characters", TOO_MUCH));
    }
    if (text.startsWith("\ufeff")) {
      return Either.left(
          JsonProblem.of("a byte order mark before the document", "save it as UTF-8 without one")
              .at(new Position(1, 1)));
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return Either.left(JsonProblem.of("the text is empty", "begin with a template"));
      }
      ConfigValue document = new JsonTree(parser, wanted).value();
      return parser.nextToken() == null
          ? Either.right(document)
          : Either.left(
              JsonProblem.of("text behind the end of the document", "remove it")
                  .at(JsonTree.position(parser)));
    } catch (JsonTree.LoneSurrogate broken) {
      return Either.left(
          JsonProblem.of(
                  "an escape that is half of a character",
                  "write both halves, or the character itself")
              .at(broken.position()));
    } catch (StreamConstraintsException excess) {
      return Either.left(
          JsonProblem.of("more than " + DEEPEST_NESTING + " levels of nesting", TOO_MUCH)
              .at(excess));
    } catch (JsonProcessingException malformed) {
      return Either.left(JsonProblem.of(malformed));
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", impossible);
    }
  }

  /** The document as text; it shows every secret. */
  public static String write(ConfigValue document) {
    return write(document, Optional.of(layout()));
  }

  /** The same on one line. */
  public static String line(ConfigValue document) {
    return write(document, Optional.empty());
  }

  private static String write(ConfigValue document, Optional<PrettyPrinter> layout) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      layout.ifPresent(generator::setPrettyPrinter);
      write(document, generator);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", impossible);
    }
    return text.toString();
  }

  private static void write(ConfigValue document, JsonGenerator generator) throws IOException {
    if (document instanceof ObjectValue object) {
      generator.writeStartObject();
      for (Member member : object.members()) {
        generator.writeFieldName(member.name());
        write(member.value(), generator);
      }
      generator.writeEndObject();
    } else if (document instanceof ArrayValue array) {
      generator.writeStartArray();
      for (ConfigValue element : array.elements()) {
        write(element, generator);
      }
      generator.writeEndArray();
    } else {
      writeScalar(document, generator);
    }
  }

  private static void writeScalar(ConfigValue document, JsonGenerator generator)
      throws IOException {
    if (document instanceof TextValue text) {
      generator.writeString(text.text());
    } else if (document instanceof NumberValue number) {
      generator.writeNumber(number.literal());
    } else if (document instanceof BooleanValue bool) {
      generator.writeBoolean(bool.value());
    } else {
      generator.writeNull();
    }
  }

  private static PrettyPrinter layout() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter layout = new DefaultPrettyPrinter().withSeparators(separators);
    layout.indentObjectsWith(lines);
    layout.indentArraysWith(lines);
    return layout;
  }
}
