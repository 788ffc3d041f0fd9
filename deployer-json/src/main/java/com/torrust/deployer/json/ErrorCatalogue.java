package com.torrust.deployer.json;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Every error code with what it means and what to do. Codes never change their meaning. Immutable.
 *
 * @param entries by code
 */
public record ErrorCatalogue(List<Entry> entries) {

  /** Copies the list. */
  public ErrorCatalogue {
    entries = List.copyOf(entries);
  }

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

    /** As an object. */
    public Document document() {
      return Document.object()
          .put("code", code)
          .put("kinds", kinds.stream().map(Document::word).toList())
          .put("exit_codes", exitCodes())
          .put("meaning", meaning)
          .put("remedy", remedy);
    }
  }

  /** The catalogue of this release. */
  public static ErrorCatalogue embedded() {
    JsonMapper mapper =
        JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
    try (InputStream file = ErrorCatalogue.class.getResourceAsStream("errors.json")) {
      return new ErrorCatalogue(List.of(mapper.readValue(file, Entry[].class)));
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded catalogue of errors is damaged", damaged);
    }
  }

  /** The entry of a code. */
  public Optional<Entry> find(String code) {
    return entries.stream().filter(entry -> entry.code.equals(code)).findFirst();
  }
}
