package com.torrust.deployer.cli.syntax;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What people and programs can read about a command: help, manual and {@code docs} come from it. It
 * stands in {@code commands.json}, apart from what runs.
 *
 * @param command the words that lead to it
 * @param summary what it does, in one sentence
 * @param details more about it, one paragraph each
 * @param examples calls that work as they stand, but for names
 * @param effect what it may change, each including those before it: {@code read}, {@code
 *     remote-read}, {@code local-write}, {@code remote-write}, {@code spends-money}, {@code
 *     destroys}
 * @param accepts states in which it works, by their names for programs; empty when the state does
 *     not matter
 * @param leadsTo the state that it leads to
 * @param idempotent whether a second call right after the first changes nothing
 * @param schema the schema of its JSON result
 * @param exitCodes those besides 0, 1, 2 and 130
 */
public record Synopsis(
    String command,
    String summary,
    List<String> details,
    List<Example> examples,
    String effect,
    List<String> accepts,
    Optional<String> leadsTo,
    boolean idempotent,
    Optional<String> schema,
    List<Integer> exitCodes) {

  private static final Map<String, Synopsis> ALL = read();

  /** What is not given is empty. */
  public Synopsis {
    details = listed(details);
    examples = listed(examples);
    accepts = listed(accepts);
    exitCodes = listed(exitCodes);
  }

  private static <T> List<T> listed(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * One call and what it does.
   *
   * @param command what is typed after the program's name
   * @param purpose what it is for, one clause
   */
  public record Example(String command, String purpose) {}

  /** The synopsis of a command of the program. */
  public static Synopsis of(CommandSpec command) {
    String name = command.qualifiedName();
    return Optional.ofNullable(ALL.get(name.substring(name.indexOf(' ') + 1)))
        .orElseThrow(() -> new IllegalStateException("commands.json does not describe " + name));
  }

  /** Options and parameters of a command, without those of every command. */
  public static List<ArgSpec> arguments(CommandSpec command) {
    return command.args().stream().filter(argument -> !argument.inherited()).toList();
  }

  /** The summary and the details. */
  public List<String> paragraphs() {
    return Stream.concat(Stream.of(summary), details.stream()).toList();
  }

  private static Map<String, Synopsis> read() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    try (InputStream file = Synopsis.class.getResourceAsStream("commands.json")) {
      Map<String, Synopsis> all = new LinkedHashMap<>();
      Arrays.stream(mapper.readValue(file, Synopsis[].class))
          .forEach(each -> all.put(each.command, each));
      return all;
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded 'commands.json' is damaged", damaged);
    }
  }
}
