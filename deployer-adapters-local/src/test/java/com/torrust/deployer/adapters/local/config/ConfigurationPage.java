package com.torrust.deployer.adapters.local.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.adapters.local.config.SeenRules.Rule;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reference part of the page about configurations: every member as the schema describes it,
 * with the rules that were seen to speak about it.
 */
final class ConfigurationPage {

  /** These hold for whatever has their shape; naming them at each member would hide the others. */
  private static final Set<String> EVERYWHERE = Set.of("R5", "R6", "R7", "R10", "X5", "X11", "X34");

  /** These are broken before there is a document. */
  static final Set<String> ABOUT_THE_FILE = Set.of("S6", "R1", "R2", "R3", "S2");

  private static final int LONGEST_PATTERN = 60;
  private static final String NOT_BLANK = "^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f]*$";

  private final JsonNode schema;
  private final SeenRules seen;
  private final StringBuilder page = new StringBuilder();

  private ConfigurationPage(JsonNode schema, SeenRules seen) {
    this.schema = schema;
    this.seen = seen;
  }

  static String text(JsonNode schema, SeenRules seen) {
    ConfigurationPage page = new ConfigurationPage(schema, seen);
    page.page.append("## Members\n\n");
    page.section("The document", "", schema);
    page.rules();
    return page.page.toString();
  }

  private void section(String title, String path, JsonNode object) {
    page.append("### ").append(title).append("\n\n").append(object.path("description").asText());
    page.append("\n\n| Member | Type | Default | Allowed | Rules | Meaning | A change is |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    Set<String> required =
        object.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    for (var member : object.get("properties").properties()) {
      row(member.getKey(), path, member.getValue(), required.contains(member.getKey()));
    }
    page.append('\n');
    for (var member : object.get("properties").properties()) {
      below(join(path, member.getKey()), plain(member.getValue()));
    }
  }

  private void row(String name, String path, JsonNode described, boolean isRequired) {
    JsonNode plain = plain(described);
    page.append("| `").append(name).append("` | ").append(type(described, plain));
    page.append(" | ").append(isRequired ? "required" : fallback(described, plain));
    page.append(" | ")
        .append(allowed(plain))
        .append(" | ")
        .append(rules(join(plain.has("const") ? SeenRules.section(path) : path, name)));
    page.append(" | ").append(described.path("description").asText());
    page.append(" | ").append(described.path("x-change").asText()).append(" |\n");
  }

  /** The rules about a member; numbers in a row shortened to the first and the last. */
  private String rules(String member) {
    List<String> written = new ArrayList<>();
    String first = "";
    String last = "";
    for (String rule : seen.about(member)) {
      if (EVERYWHERE.contains(rule)) {
        continue;
      }
      if (follows(last, rule)) {
        written.remove(written.size() - 1);
        written.add(first + "–" + rule);
      } else {
        first = rule;
        written.add(rule);
      }
      last = rule;
    }
    return String.join(", ", written);
  }

  private static boolean follows(String last, String rule) {
    return !last.isEmpty()
        && last.charAt(0) == rule.charAt(0)
        && Integer.parseInt(last.substring(1)) + 1 == Integer.parseInt(rule.substring(1));
  }

  /** The sections that a member opens. */
  private void below(String path, JsonNode plain) {
    if (plain.has("items")) {
      below(path + "[]", plain(plain.get("items")));
    } else if (plain.has("oneOf")) {
      for (JsonNode kind : plain.get("oneOf")) {
        JsonNode object = plain(kind);
        String selected = selected(object);
        section("`" + path + "`, kind `" + selected + "`", SeenRules.kind(path, selected), object);
      }
    } else if (plain.has("properties")) {
      section("`" + path + "`", path, plain);
    }
  }

  private static String selected(JsonNode object) {
    return object
        .get("properties")
        .valueStream()
        .filter(member -> member.has("const"))
        .map(member -> member.get("const").asText())
        .findFirst()
        .orElseThrow();
  }

  /** Without the choice of null, and with what is referred to in place of the reference. */
  private JsonNode plain(JsonNode described) {
    JsonNode plain = described.has("anyOf") ? described.get("anyOf").get(0) : described;
    return plain.has("$ref") ? schema.at(plain.get("$ref").asText().substring(1)) : plain;
  }

  private static String type(JsonNode described, JsonNode plain) {
    List<String> types = new ArrayList<>();
    JsonNode type = plain.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else {
      types.add(plain.has("oneOf") ? "object" : type.asText("any"));
    }
    described.path("anyOf").forEach(kind -> otherType(kind).ifPresent(types::add));
    return String.join(" or ", types);
  }

  /** What else than the first of several types a member may have. */
  private static Optional<String> otherType(JsonNode kind) {
    if (kind.path("$ref").asText().endsWith("SecretReference")) {
      return Optional.of("[reference](secrets.md)");
    }
    return kind.path("type").asText().equals("null") ? Optional.of("null") : Optional.empty();
  }

  private static String fallback(JsonNode described, JsonNode plain) {
    JsonNode fallback = described.has("default") ? described.get("default") : plain.path("default");
    return fallback.isMissingNode() || fallback.isNull() ? "none" : code(fallback.toString());
  }

  private static String allowed(JsonNode plain) {
    List<String> allowed = new ArrayList<>();
    if (plain.has("const")) {
      allowed.add(code(plain.get("const").asText()));
    }
    plain
        .path("enum")
        .valueStream()
        .filter(one -> !one.isNull())
        .map(one -> code(one.asText()))
        .reduce((one, other) -> one + " or " + other)
        .ifPresent(allowed::add);
    if (plain.has("minimum")) {
      allowed.add(plain.get("minimum").asText() + " to " + plain.get("maximum").asText());
    }
    String pattern = plain.path("pattern").asText();
    if (pattern.equals(NOT_BLANK)) {
      allowed.add("not blank, no control characters");
    } else if (!pattern.isEmpty() && pattern.length() <= LONGEST_PATTERN) {
      allowed.add(code(pattern));
    }
    if (plain.has("maxLength")) {
      allowed.add("at most " + plain.get("maxLength").asText() + " characters");
    }
    Stream.of(
            plain.path("not").path("enum").valueStream(),
            Stream.of(plain.path("not").path("const")))
        .flatMap(values -> values)
        .filter(JsonNode::isTextual)
        .map(value -> code(value.asText()))
        .reduce((one, other) -> one + ", " + other)
        .ifPresent(values -> allowed.add("not " + values));
    plain
        .path("examples")
        .valueStream()
        .map(value -> code(value.asText()))
        .reduce((one, other) -> one + ", " + other)
        .ifPresent(values -> allowed.add("such as " + values));
    return String.join("; ", allowed);
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void rules() {
    page.append("## Rules\n\n");
    page.append("| Rule | Is | Says | Remedy | Code | Seen at |\n");
    page.append("| --- | --- | --- | --- | --- | --- |\n");
    Map<Rule, Set<String>> rules = new TreeMap<>(seen.members());
    catalogue().stream()
        .filter(rule -> ABOUT_THE_FILE.contains(rule.id()))
        .map(rule -> new Rule(rule.id(), rule.severity(), rule.code()))
        .forEach(rule -> rules.putIfAbsent(rule, Set.of("")));
    rules.forEach(this::rule);
  }

  /** Every rule that findings are made from. */
  static List<com.torrust.deployer.domain.config.Rule> catalogue() {
    return Stream.of(ConfigRules.all(), LxdSection.RULES, HetznerSection.RULES)
        .flatMap(List::stream)
        .toList();
  }

  private void rule(Rule rule, Set<String> members) {
    String code = rule.code();
    String where =
        EVERYWHERE.contains(rule.number())
            ? "any member"
            : members.stream()
                .map(member -> member.isEmpty() ? "the document" : code(member))
                .collect(Collectors.joining(", "));
    page.append("| ").append(rule.number());
    page.append(" | ").append(word(rule.severity()));
    page.append(" | ").append(column(rule, each -> each.text()));
    page.append(" | ").append(column(rule, each -> each.remedy()));
    page.append(" | [`").append(code).append("`](errors.md#").append(code).append(") | ");
    page.append(where).append(" |\n");
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "an error";
      case WARNING -> "a warning";
      case HINT -> "a hint";
    };
  }

  /** What the catalogue says of the rule; values of single findings are shown as dots. */
  private static String column(
      Rule rule, Function<com.torrust.deployer.domain.config.Rule, String> part) {
    List<com.torrust.deployer.domain.config.Rule> entries = entries(rule);
    return entries.stream()
        .map(part)
        .map(text -> text.replace("{}", "…").replace("<", "&lt;").replace("|", "\\|"))
        .distinct()
        .collect(Collectors.joining("<br>"));
  }

  /** A rule about several kinds of listeners has a code for each of them. */
  static List<com.torrust.deployer.domain.config.Rule> entries(Rule rule) {
    List<com.torrust.deployer.domain.config.Rule> numbered =
        catalogue().stream()
            .filter(each -> each.id().equals(rule.number()))
            .filter(each -> each.severity() == rule.severity())
            .toList();
    List<com.torrust.deployer.domain.config.Rule> coded =
        numbered.stream().filter(each -> each.code().equals(rule.code())).toList();
    return coded.isEmpty() ? numbered : coded;
  }
}
