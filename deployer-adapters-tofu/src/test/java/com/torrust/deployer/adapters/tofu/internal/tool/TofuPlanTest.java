package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TofuPlanTest {

  static final String PLAN =
      """
      {"format_version": "1.2", "resource_changes": [
        {"address": "lxd_profile.machine", "change": {"actions": ["no-op"], "importing": {"id": "demo"}}},
        {"address": "lxd_instance.machine", "action_reason": "replace_because_tainted",
         "change": {"actions": %s}}]}
      """;

  private static TofuPlan plan(String actions) {
    return TofuPlan.parse(String.format(PLAN, actions)).orElseThrow();
  }

  @Test
  void whatLeavesEverythingInPlaceIsNoLoss() {
    for (String actions : List.of("[\"create\"]", "[\"update\"]", "[\"no-op\"]", "[\"read\"]")) {
      assertEquals(List.of(), plan(actions).losses(), actions);
    }
  }

  @Test
  void whateverEndsAnythingOrIsUnknownIsALoss() {
    for (String actions :
        List.of(
            "[\"delete\"]",
            "[\"delete\", \"create\"]",
            "[\"create\", \"delete\"]",
            "[\"forget\"]",
            "[\"new-word\"]",
            "[]")) {
      assertEquals(1, plan(actions).losses().size(), actions);
    }
    assertEquals(
        "lxd_instance.machine: delete and create (replace_because_tainted)",
        plan("[\"delete\", \"create\"]").losses().get(0).toString());
  }

  @Test
  void whatIsNoWholePlanIsNone() {
    for (String text :
        List.of(
            "",
            "{}",
            "{\"format_version\": \"2.0\"}",
            "{\"format_version\": \"1.2\", \"errored\": true}")) {
      assertEquals(Optional.empty(), TofuPlan.parse(text), text);
    }
    assertTrue(TofuPlan.parse("{\"format_version\": \"1.2\"}").orElseThrow().changes().isEmpty());
  }

  @Test
  void whatAChangeMakesDifferentIsNamedWithoutItsValues() {
    TofuPlan plan =
        TofuPlan.parse(
                """
                {"format_version": "1.2", "resource_changes": [
                  {"address": "hcloud_server.machine", "change": {
                    "actions": ["update"],
                    "before": {"name": "demo", "server_type": "cx22", "labels": {"a": "s3cr3t"}, "status": "off"},
                    "after": {"name": "demo", "server_type": "cx32", "labels": {"a": "b"}},
                    "after_unknown": {"status": true}}}]}
                """)
            .orElseThrow();

    assertEquals(List.of("labels.a", "server_type"), plan.changes().get(0).different());
    assertTrue(plan.updatesSomething());
  }
}
