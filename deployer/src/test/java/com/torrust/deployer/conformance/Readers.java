package com.torrust.deployer.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the formats for which no library is at hand, each as its own program does. */
final class Readers {

  private static final Pattern SHELL_ASSIGNMENT =
      Pattern.compile("(?<name>[A-Z_]+)=(?<value>(?:'[^']*'|\\\\.|[A-Za-z0-9./_-]+)*)");
  private static final Pattern INI_SECTION = Pattern.compile("\\[(?<name>[^]]+)\\]");
  private static final Pattern CRON_VARIABLE = Pattern.compile("(?<name>[A-Z_]+)=(?<value>.*)");
  private static final Pattern CRON_ENTRY =
      Pattern.compile("\\s*(?<schedule>(?:\\S+\\s+){4}\\S+)\\s+(?<user>\\S+)\\s+(?<command>.*)");
  private static final Pattern HCL_STRING = Pattern.compile("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern HCL_ESCAPE =
      Pattern.compile("\\\\(?:u(?<code>[0-9a-f]{4})|(?<letter>.))");

  private Readers() {}

  /**
   * The rules of Compose for {@code .env}: single quotes are literal, double quotes have escapes
   * and {@code $}.
   */
  static ObjectNode dotenv(String text) {
    ObjectNode values = Json.object();
    for (String line : lines(text)) {
      int equals = line.indexOf('=');
      values.put(line.substring(0, equals), dotenvValue(line.substring(equals + 1)));
    }
    return values;
  }

  private static String dotenvValue(String quoted) {
    char quote = quoted.charAt(0);
    StringBuilder value = new StringBuilder();
    boolean escaped = false;
    for (int i = 1; i < quoted.length(); i++) {
      char letter = quoted.charAt(i);
      if (!escaped && letter == quote) {
        if (i != quoted.length() - 1) {
          throw new IllegalStateException("text behind the closing quote");
        }
        return value.toString();
      }
      if (quote == '\'' && letter == '\\') {
        throw new IllegalStateException("a backslash between single quotes is not always literal");
      }
      if (quote == '\'' || escaped || (letter != '\\' && letter != '$')) {
        value.append(letter);
        escaped = false;
      } else if (letter == '\\') {
        escaped = true;
      } else {
        throw new IllegalStateException("an expansion would happen");
      }
    }
    throw new IllegalStateException("unterminated quoted value");
  }

  /** Assignments of a file that a shell sources. */
  static ObjectNode shell(String text) {
    ObjectNode values = Json.object();
    for (String line : lines(text)) {
      Matcher assignment = SHELL_ASSIGNMENT.matcher(line);
      if (!assignment.matches()) {
        throw new IllegalStateException("no plain assignment: " + line);
      }
      values.put(
          assignment.group("name"),
          assignment
              .group("value")
              .replace("'\\''", "\u0000")
              .replace("'", "")
              .replace("\u0000", "'"));
    }
    return values;
  }

  static ObjectNode ini(String text) {
    ObjectNode file = Json.object();
    ObjectNode section = file;
    for (String line : lines(text)) {
      Matcher head = INI_SECTION.matcher(line.strip());
      if (line.startsWith(";")) {
        continue;
      }
      if (head.matches()) {
        section = file.putObject(head.group("name"));
      } else {
        int equals = line.indexOf('=');
        section.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return file;
  }

  static ObjectNode cron(String text) {
    ObjectNode file = Json.object();
    file.put("ends_with_newline", text.endsWith("\n"));
    ArrayNode entries = file.putArray("entries");
    ObjectNode environment = file.putObject("environment");
    for (String line : lines(text)) {
      Matcher variable = CRON_VARIABLE.matcher(line);
      Matcher entry = CRON_ENTRY.matcher(line);
      if (variable.matches()) {
        environment.put(variable.group("name"), variable.group("value"));
      } else if (entry.matches()) {
        entries
            .addObject()
            .put("schedule", entry.group("schedule").replaceAll("\\s+", " "))
            .put("user", entry.group("user"))
            .put("command", entry.group("command"));
      } else {
        throw new IllegalStateException("neither variable nor entry: " + line);
      }
    }
    return file;
  }

  /**
   * The value part of HCL that our variable files use: strings, numbers, lists of them, and one
   * level of maps.
   */
  static ObjectNode tfvars(String text) {
    ObjectNode values = Json.object();
    ObjectNode target = values;
    for (String line : lines(text)) {
      if (line.strip().equals("}")) {
        target = values;
        continue;
      }
      int equals = line.indexOf('=');
      String name = line.substring(0, equals).strip();
      String value = line.substring(equals + 1).strip();
      if (value.equals("{")) {
        target = values.putObject(name);
      } else if (value.startsWith("[")) {
        ArrayNode list = target.putArray(name);
        for (String element : value.substring(1, value.length() - 1).split(",")) {
          if (!element.isBlank()) {
            list.add(hclString(element.strip()).orElse(element.strip()));
          }
        }
      } else {
        Optional<String> string = hclString(value);
        if (string.isPresent()) {
          target.put(name, string.get());
        } else {
          target.put(name, Long.parseLong(value));
        }
      }
    }
    return values;
  }

  private static Optional<String> hclString(String literal) {
    Matcher string = HCL_STRING.matcher(literal);
    if (!string.matches()) {
      return Optional.empty();
    }
    if (string.group("text").contains("${") || string.group("text").contains("%{")) {
      throw new IllegalStateException("an interpolation would happen");
    }
    return Optional.of(
        HCL_ESCAPE
            .matcher(string.group("text"))
            .replaceAll(
                escape ->
                    Matcher.quoteReplacement(
                        escape.group(1) == null
                            ? escape.group(2)
                            : Character.toString(Integer.parseInt(escape.group(1), 16)))));
  }

  /**
   * What {@code caddy adapt} makes of it, as far as the model has it: sites by host name, e-mail,
   * directory.
   */
  static ObjectNode caddyfile(String text) {
    ObjectNode caddy = Json.object();
    ArrayNode email = Json.MAPPER.createArrayNode();
    ArrayNode directory = Json.MAPPER.createArrayNode();
    List<ObjectNode> sites = new ArrayList<>();
    int depth = 0;
    for (String line : lines(text)) {
      List<String> tokens = caddyTokens(line);
      String first = tokens.get(0);
      String last = tokens.get(tokens.size() - 1);
      switch (first) {
        case "email" -> email.add(last);
        case "acme_ca" -> directory.add(last);
        case "reverse_proxy" -> site(sites).putArray("upstreams").add(tokens.get(1));
        case "header_up" ->
            site(sites)
                .withObjectProperty("request_headers_set")
                .putArray(tokens.get(1))
                .add(last.replace("{remote_host}", "{http.request.remote.host}"));
        default -> {
          if (depth == 0 && tokens.size() == 2 && last.equals("{")) {
            ObjectNode site = Json.object();
            site.put("host", first).putArray("listen").add(":443");
            site.putObject("request_headers_added");
            site.putObject("request_headers_set");
            sites.add(site);
          }
        }
      }
      depth += last.equals("{") ? 1 : first.equals("}") ? -1 : 0;
    }
    sites.sort((a, b) -> a.path("host").asText().compareTo(b.path("host").asText()));
    caddy.set("email", email);
    caddy.set("acme_directory", directory);
    caddy.putArray("sites").addAll(sites);
    return caddy;
  }

  private static ObjectNode site(List<ObjectNode> sites) {
    return sites.get(sites.size() - 1);
  }

  private static List<String> caddyTokens(String line) {
    List<String> tokens = new ArrayList<>();
    Matcher token = Pattern.compile("\"((?:[^\"\\\\]|\\\\\")*)\"|(\\S+)").matcher(line);
    while (token.find()) {
      tokens.add(token.group(1) == null ? token.group(2) : token.group(1).replace("\\\"", "\""));
    }
    return tokens;
  }

  /** Lines that say something. */
  static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.strip().startsWith("#")).toList();
  }

  static JsonNode array(List<String> texts) {
    return Json.MAPPER.valueToTree(texts);
  }
}
