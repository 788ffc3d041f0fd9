package com.torrust.deployer.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The documentation that the build has made: description of all commands, manual pages, completion
 * of shells. Providers that plug-ins bring are added when it is read.
 */
public final class Reference {

  /** The description of all commands for programs. */
  public static final String COMMANDS = "commands.json";

  /** The same as a page for people. */
  public static final String COMMANDS_PAGE = "commands.md";

  /** The page about error codes. */
  public static final String ERRORS_PAGE = "errors.md";

  /** Names of the manual pages, a line for each. */
  public static final String MANUAL = "manual/pages";

  /** Ids of the providers that were known to the build, a line for each. */
  public static final String PROVIDERS = "providers";

  /** Names of the skills. */
  public static final List<String> SKILLS =
      List.of(
          "deploy-tracker",
          "change-tracker",
          "diagnose-failure",
          "back-up-and-restore",
          "take-down-safely",
          "embed-sdk",
          "write-adapter");

  private static final String SKILL = "/SKILL.md";

  private static final String FOLDER = "/com/torrust/deployer/cli/reference/";

  private Reference() {}

  /** Where the completion of a shell is. */
  public static String completion(String shell) {
    return "completion/" + shell;
  }

  /** Where a manual page is. */
  public static String page(String name) {
    return "manual/" + name;
  }

  /** Ids of the providers that are known now. */
  public static List<String> providers() {
    return KnownProviders.ids();
  }

  /** One text. */
  static String text(String name) {
    return withProviders(read(name), read(PROVIDERS).lines().toList(), providers());
  }

  /** All manual pages, by file name. */
  static Map<String, String> manual() {
    Map<String, String> pages = new LinkedHashMap<>();
    read(MANUAL).lines().forEach(name -> pages.put(name, text(page(name))));
    return pages;
  }

  /** All skills, by the path of their file. */
  static Map<String, String> skills() {
    Map<String, String> skills = new LinkedHashMap<>();
    SKILLS.forEach(name -> skills.put(name + SKILL, read("skills/" + name + SKILL)));
    return skills;
  }

  /** A text in which some providers stand as sentence, words or JSON, with others instead. */
  static String withProviders(String text, List<String> built, List<String> known) {
    if (known.equals(built)) {
      return text;
    }
    String json = "\"" + String.join("\",( *\n *)\"", built) + "\"";
    return Pattern.compile(json)
        .matcher(text)
        .replaceAll("\"" + String.join("\",$1\"", known) + "\"")
        .replace(KnownProviders.words(built), KnownProviders.words(known))
        .replace(String.join(" ", built), String.join(" ", known));
  }

  private static String read(String name) {
    try (InputStream file = Reference.class.getResourceAsStream(FOLDER + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded '" + name + "' is damaged", damaged);
    }
  }
}
