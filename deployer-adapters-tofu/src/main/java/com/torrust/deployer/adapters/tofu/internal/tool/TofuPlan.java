package com.torrust.deployer.adapters.tofu.internal.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a saved plan would do.
 *
 * @param changes one for each resource
 */
public record TofuPlan(List<Change> changes) {

  /** Everything that leaves what exists in place. */
  private static final Set<String> HARMLESS = Set.of("no-op", "create", "read", "update");

  /** Copies the list. */
  public TofuPlan {
    changes = List.copyOf(changes);
  }

  /**
   * The plan for one resource.
   *
   * @param address such as {@code lxd_instance.machine}
   * @param actions OpenTofu's words: {@code create}, {@code update}, {@code delete} …
   * @param reason why, in OpenTofu's word; may be empty
   */
  public record Change(String address, List<String> actions, String reason) {

    private boolean loses() {
      return actions.isEmpty() || !HARMLESS.containsAll(actions);
    }

    @Override
    public String toString() {
      return address
          + ": "
          + String.join(" and ", actions)
          + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
  }

  /** Reads what {@code tofu show -json PLAN} prints; nothing when it is no plan. */
  static Optional<TofuPlan> parse(String output) {
    return Json.object(output)
        .filter(json -> json.path("format_version").asText("").startsWith("1."))
        .filter(json -> !json.path("errored").asBoolean(false))
        .map(json -> json.path("resource_changes"))
        .map(TofuPlan::of);
  }

  private static TofuPlan of(JsonNode changes) {
    List<Change> all = new ArrayList<>();
    for (JsonNode change : changes) {
      List<String> actions =
          StreamSupport.stream(change.path("change").path("actions").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      all.add(
          new Change(
              change.path("address").asText("?"),
              actions,
              change.path("action_reason").asText("")));
    }
    return new TofuPlan(all);
  }

  /**
   * The changes after which something that exists would be gone: deleting, replacing, forgetting.
   */
  public List<Change> losses() {
    return changes.stream().filter(Change::loses).toList();
  }
}
