package com.torrust.deployer.cli.output;

import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.ShellWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Completes the commands that are offered for pasting by the options without which they would be
 * about another environment. Immutable.
 */
public final class Offers {

  /** Nothing has to be added. */
  public static final Offers AS_THEY_ARE = new Offers("", "");

  /** Members of documents that hold such commands, among other advice. */
  private static final Set<String> MEMBERS = Set.of("next_commands", "hints", "remedies");

  private final Pattern command;
  private final String options;

  private Offers(String program, String options) {
    // Doctor says before a command what it is about.
    this.command = Pattern.compile("(?:[^:]*: )?" + Pattern.quote(program) + " .*", Pattern.DOTALL);
    this.options = options;
  }

  /**
   * Adds options with their values to every command of a program.
   *
   * @param program the program's name
   * @param paths values, which are paths, by the names of their options
   */
  public static Offers adding(String program, Map<String, String> paths) {
    StringBuilder words = new StringBuilder();
    paths.forEach(
        (option, path) ->
            words.append(' ').append(option).append(' ').append(ShellWord.ofPath(path)));
    return words.isEmpty() ? AS_THEY_ARE : new Offers(program, words.toString());
  }

  /** Whether a text is a command that is offered. */
  boolean isCommand(String text) {
    return !options.isEmpty() && command.matcher(text).matches() && !text.endsWith("--help");
  }

  /** The text, with the options if it is a command. */
  public String whole(String text) {
    return isCommand(text) ? text + options : text;
  }

  /** The document with whole commands. */
  public Document whole(Document document) {
    return options.isEmpty() ? document : Document.of(whole(document.members()));
  }

  private Map<String, Object> whole(Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>();
    members.forEach((name, value) -> all.put(name, whole(value, MEMBERS.contains(name))));
    return all;
  }

  @SuppressWarnings("unchecked") // Objects of documents have texts as their keys.
  private Object whole(Object value, boolean areCommands) {
    if (value instanceof Map<?, ?> members) {
      return whole((Map<String, Object>) members);
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(each -> all.add(whole(each, areCommands)));
      return all;
    }
    return areCommands && value instanceof String text ? whole(text) : value;
  }
}
