package com.torrust.deployer.adapters.local.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.testkit.data.Samples;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which rule was seen to speak about which member: over all cases, and over whole documents in
 * which one member after the other was given values that some rule has to notice.
 */
final class SeenRules {

  /** The members that select what else there is. */
  private static final List<String> SELECTORS =
      List.of("provider/provider", "tracker/core/database/driver");

  private static final String LONG = "x".repeat(70);

  private static final List<JsonNode> PROVOCATIONS =
      Stream.of(
              "\"\"",
              "\" \"",
              "\"a\\nb\"",
              "\"REPLACE_WITH_A_VALUE\"",
              "\"$VARIABLE\"",
              "\"root\"",
              "\"admin\"",
              "\"MyAccessToken\"",
              "\"relative\"",
              "\"/no/such/file\"",
              "\"1-_.\"",
              "\"-\"",
              "\"a-\"",
              "\"a..b\"",
              "\"" + LONG + "\"",
              "\"127.0.0.1:1\"",
              "\"10.0.0.1:1\"",
              "\"0.0.0.0:0\"",
              "\"nginx:latest\"",
              "\"develop\"",
              "\" begins with a blank\"",
              "0",
              "1",
              "4294967295",
              "-1",
              "true",
              "{}",
              "{\"file\": \"/no/such/file\"}",
              "[]",
              "null")
          .map(SeenRules::json)
          .toList();

  private final JsonConfigReader reader = JsonConfigReader.onThisComputer(Samples.PROVIDERS);
  private final SortedMap<Rule, Set<String>> rules = new TreeMap<>();

  private SeenRules() {}

  static SeenRules overAllCases() {
    SeenRules seen = new SeenRules();
    SharedCases.all()
        .valueStream()
        .filter(one -> !one.has("file") && !one.has("bytes_hex"))
        .forEach(one -> seen.look(SharedCases.text(one)));
    RuleCases.all().forEach(one -> seen.look(RuleCases.text(one)));
    for (JsonNode document : wholeDocuments()) {
      seen.provoke(document, "", document);
    }
    return seen;
  }

  /** Together they have every member. */
  private static List<JsonNode> wholeDocuments() {
    ObjectNode onHetzner = (ObjectNode) SharedCases.base("atlas").deepCopy();
    ObjectNode onLxd = (ObjectNode) SharedCases.base("lab").deepCopy();
    onLxd.set("backup", json("{\"schedule\": \"0 3 * * *\", \"retention_days\": 7}"));
    onLxd
        .withObjectProperty("backup")
        .put("repository", "sftp:backup@backup.example.org:/srv/tracker")
        .put("password", "long-Enough-5Jm8")
        .put("username", "tracker")
        .put("secret", "long-Enough-5Jm9")
        .put(
            "ssh_private_key",
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n"
                + "-----END OPENSSH PRIVATE KEY-----")
        .put(
            "host_key",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh")
        .put("check", "0 4 * * 0")
        .putObject("keep")
        .put("last", 3)
        .put("daily", 7)
        .put("weekly", 5)
        .put("monthly", 12);
    onLxd.withObjectProperty("environment").put("description", "x").put("instance_name", "vm");
    onLxd
        .withObjectProperty("provider")
        .put("image", "ubuntu:24.04")
        .put("instance_type", "container");
    onLxd
        .withObjectProperty("ssh_credentials")
        .put("username", "torrust")
        .put("port", 22)
        .put(
            "host_key",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh");
    onLxd.withObjectProperty("tracker").put("release", "3.0.0");
    ObjectNode images = onLxd.putObject("images");
    for (String image :
        List.of(
            "tracker",
            "mysql",
            "prometheus",
            "json-exporter",
            "statistics-proxy",
            "grafana",
            "caddy",
            "backup",
            "restic")) {
      images.put(image, image + ":1");
    }
    for (String listeners : List.of("udp_trackers", "http_trackers")) {
      onLxd
          .at("/tracker/" + listeners)
          .forEach(one -> ((ObjectNode) one).put("domain", "a.example.org"));
    }
    onLxd
        .at("/tracker/http_trackers")
        .forEach(one -> ((ObjectNode) one).put("use_tls_proxy", false));
    return List.of(onHetzner, onLxd);
  }

  private static JsonNode json(String text) {
    try {
      return Documents.JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void provoke(JsonNode document, String pointer, JsonNode value) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(member -> provoke(document, pointer + "/" + member.getKey(), member.getValue()));
    } else if (value instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        provoke(document, pointer + "/" + index, array.get(index));
      }
    } else {
      for (JsonNode provocation : PROVOCATIONS) {
        JsonNode changed = document.deepCopy();
        Documents.put(changed, pointer, provocation, false);
        look(changed.toString());
      }
    }
  }

  private void look(String text) {
    List<Finding> findings =
        reader
            .parse(text, "a document")
            .fold(error -> error.findings(), parsed -> parsed.warnings());
    JsonNode document =
        findings.stream().anyMatch(SeenRules::isAboutText) ? json("{}") : json(text);
    findings.forEach(finding -> note(finding, document));
  }

  private static boolean isAboutText(Finding finding) {
    return finding.rule().equals("R4");
  }

  private void note(Finding finding, JsonNode document) {
    String member = finding.pointer().replaceAll("/[0-9]+(?=/|$)", "[]").replaceFirst("^/", "");
    for (String selector : SELECTORS) {
      String section = selector.substring(0, selector.lastIndexOf('/'));
      if (member.startsWith(section + "/") && !member.equals(selector)) {
        String selected = document.at("/" + selector).asText();
        member = kind(section, selected) + member.substring(section.length());
      }
    }
    Rule rule = new Rule(finding.rule(), finding.severity(), finding.code().value());
    rules.computeIfAbsent(rule, absent -> new TreeSet<>()).add(member.replace('/', '.'));
  }

  /** The name of a section of which there are several kinds. */
  static String kind(String section, String selected) {
    return section + "(" + selected + ")";
  }

  /** The reverse: the section of a kind, where the member that selects the kind stands. */
  static String section(String kind) {
    return kind.substring(0, kind.indexOf('('));
  }

  /** The members that a rule speaks about, by rule; the whole document has an empty name. */
  SortedMap<Rule, Set<String>> members() {
    return Collections.unmodifiableSortedMap(rules);
  }

  /** The numbers of the rules that speak about a member. */
  List<String> about(String member) {
    return rules.entrySet().stream()
        .filter(rule -> rule.getValue().contains(member))
        .map(rule -> rule.getKey().number())
        .distinct()
        .toList();
  }

  /** A rule as it is reported. */
  record Rule(String number, Severity severity, String code) implements Comparable<Rule> {

    private static final Comparator<Rule> ORDER =
        Comparator.comparing((Rule rule) -> rule.number.charAt(0))
            .thenComparing(rule -> Integer.valueOf(rule.number.substring(1)))
            .thenComparing(Rule::severity)
            .thenComparing(Rule::code);

    @Override
    public int compareTo(Rule other) {
      return ORDER.compare(this, other);
    }
  }
}
