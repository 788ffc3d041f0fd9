package com.torrust.deployer.cli.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.domain.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every error code with what it means and what to do (ERR-2). The data is one file; a test compares
 * it with all sources.
 */
public final class ErrorCatalogue {

  private static final String FILE = "errors.json";

  /**
   * One code.
   *
   * @param code stable dotted name
   * @param kinds the classes with which it occurs, from which exit codes follow
   * @param meaning what happened, one sentence
   * @param remedy what to do, one sentence
   */
  public record Entry(String code, List<ErrorKind> kinds, String meaning, String remedy) {

    /** Copies the list. */
    public Entry {
      kinds = List.copyOf(kinds);
    }

    /** The exit codes with which it ends the program. */
    public List<Integer> exitCodes() {
      return kinds.stream().map(ExitCode::of).distinct().sorted().toList();
    }

    private List<String> kindWords() {
      return kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** As an object. */
    public Document document() {
      return Document.object()
          .put("code", code)
          .put("kinds", kindWords())
          .put("exit_codes", exitCodes())
          .put("meaning", meaning)
          .put("remedy", remedy);
    }
  }

  private final List<Entry> entries;

  private ErrorCatalogue(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The catalogue that comes with the program. */
  public static ErrorCatalogue embedded() {
    try (InputStream file = ErrorCatalogue.class.getResourceAsStream(FILE);
        JsonParser parser = new JsonFactory().createParser(file)) {
      List<Entry> entries = new ArrayList<>();
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          entries.add(entry(parser));
        }
      }
      return new ErrorCatalogue(entries);
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded catalogue of errors is damaged", damaged);
    }
  }

  private static Entry entry(JsonParser parser) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    List<ErrorKind> kinds = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          kinds.add(ErrorKind.valueOf(parser.getText().toUpperCase(Locale.ROOT)));
        }
      } else {
        members.put(name, parser.getText());
      }
    }
    return new Entry(members.get("code"), kinds, members.get("meaning"), members.get("remedy"));
  }

  /** All entries, by code. */
  public List<Entry> entries() {
    return entries;
  }

  /** The entry of a code. */
  public Optional<Entry> find(String code) {
    return entries.stream().filter(entry -> entry.code.equals(code)).findFirst();
  }

  /** The page of the documentation. */
  public String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Error codes

            Made from the catalogue in the program by `torrust-tracker-deployer docs errors`; do not edit. Codes never change their
            meaning. Where a code has several exit codes, the class of the single error decides.
            """);
    String family = "";
    for (Entry entry : entries) {
      String own = entry.code.substring(0, entry.code.indexOf('.'));
      if (!own.equals(family)) {
        family = own;
        page.append("\n## ")
            .append(family)
            .append("\n\n| Code | Exit | Meaning | What to do |\n| --- | --- | --- | --- |\n");
      }
      page.append("| <a id=\"")
          .append(entry.code)
          .append("\"></a>`")
          .append(entry.code)
          .append("` | ")
          .append(entry.exitCodes().stream().map(String::valueOf).collect(Collectors.joining(", ")))
          .append(" | ")
          .append(cell(entry.meaning))
          .append(" | ")
          .append(cell(entry.remedy))
          .append(" |\n");
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
