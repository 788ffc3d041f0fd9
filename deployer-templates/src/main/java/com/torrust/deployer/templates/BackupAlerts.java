package com.torrust.deployer.templates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * When Prometheus raises an alarm because of backups. The machine says itself when each of its
 * scheduled works is due, so the rules are the same for every configuration.
 */
final class BackupAlerts {

  /** The rules among the artifacts. */
  static final String PATH = "prometheus/backups.yml";

  /** Where the metrics are fetched. */
  static final String PAGE = "/backups";

  /** Where the server of that page finds them in its container. */
  static final String FOLDER = "/srv/backups";

  static final Header HEADER =
      Header.ofModel(
          BackupAlerts.class,
          "Alerts of Prometheus for backups that fail, are late or are seen no more. Whom they"
              + " reach is a matter of an Alertmanager, which this stack does not have.",
          "https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/");

  private static final String DUE = "torrust_backup_due_timestamp_seconds";
  private static final String TEXT = StructuredText.yaml(rules());

  private BackupAlerts() {}

  static String text() {
    return TEXT;
  }

  private static ObjectNode rules() {
    ObjectNode file = StructuredText.tree();
    ObjectNode group = file.putArray("groups").addObject();
    group.put("name", "backups");
    ArrayNode rules = group.putArray("rules");
    rule(
        rules,
        "TrackerBackupLate",
        DUE + "{work=\"backup\"} < time()",
        "5m",
        "critical",
        "There is no recent backup of the tracker.");
    rule(
        rules,
        "TrackerBackupUnproven",
        DUE + "{work=~\"check|drill\"} < time()",
        "5m",
        "warning",
        "No backup was fetched and proven lately ({{ $labels.work }}).");
    rule(
        rules,
        "TrackerBackupFailed",
        "torrust_backup_failed > 0",
        "0s",
        "warning",
        "The last {{ $labels.work }} of the tracker's backups failed.");
    rule(
        rules,
        "TrackerBackupUnseen",
        "absent(" + DUE + "{work=\"backup\"})",
        "15m",
        "warning",
        "Nobody knows how old the backups of the tracker are.");
    return file;
  }

  private static void rule(
      ArrayNode rules,
      String name,
      String expression,
      String patience,
      String severity,
      String summary) {
    ObjectNode rule = rules.addObject();
    rule.put("alert", name).put("expr", expression).put("for", patience);
    rule.putObject("labels").put("severity", severity);
    rule.putObject("annotations").put("summary", summary).put("description", Links.OPERATING);
  }
}
