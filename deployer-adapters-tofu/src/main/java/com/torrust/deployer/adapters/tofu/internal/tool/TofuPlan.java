package com.torrust.deployer.adapters.tofu.internal.tool;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.listed;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a saved plan would do.
 *
 * @param changes one for each resource
 */
public record TofuPlan(List<Change> changes) {

  /** Everything that leaves what exists in place. */
  private static final Set<String> HARMLESS = Set.of("no-op", "create", "read", "update");

  private static final int MOST_ATTRIBUTES = 50;

  private static final Set<String> NOTHING = Set.of("no-op", "read");

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
   * @param different names of the attributes that would be other ones, without their values
   */
  public record Change(
      String address, List<String> actions, String reason, List<String> different) {

    /** Copies the lists. */
    public Change {
      actions = List.copyOf(actions);
      different = List.copyOf(different);
    }

    /** Whether it is more than a look. */
    public boolean doesSomething() {
      return !NOTHING.containsAll(actions) || actions.isEmpty();
    }

    /** Whether something that exists would be gone. */
    public boolean loses() {
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
    return Json.read(output, Output.class)
        .filter(plan -> plan.formatVersion().startsWith("1.") && !plan.errored())
        .map(plan -> new TofuPlan(plan.resourceChanges().stream().map(Planned::meant).toList()));
  }

  /** The plan as it is printed. */
  record Output(String formatVersion, boolean errored, List<Planned> resourceChanges) {

    Output {
      formatVersion = worded(formatVersion);
      resourceChanges = listed(resourceChanges);
    }
  }

  /** One resource of it. */
  record Planned(String address, Optional<Actions> change, String actionReason) {

    Change meant() {
      return new Change(
          address == null ? "?" : address,
          change.map(Actions::actions).orElse(List.of()),
          worded(actionReason),
          change.map(Actions::different).orElse(List.of()));
    }
  }

  /** What is done to it. */
  record Actions(
      List<String> actions,
      Optional<JsonNode> before,
      Optional<JsonNode> after,
      Optional<JsonNode> afterUnknown) {

    Actions {
      actions = listed(actions);
    }

    /** Values that only the change itself brings are not known to be others. */
    List<String> different() {
      if (before == null || after == null || before.isEmpty() || after.isEmpty()) {
        return List.of();
      }
      return names(before.get(), after.get()).stream()
          .filter(name -> !isUnknown(name))
          .flatMap(name -> inside(name, before.get().path(name), after.get().path(name)))
          .limit(MOST_ATTRIBUTES)
          .toList();
    }

    private static List<String> names(JsonNode before, JsonNode after) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> before.path(name).equals(after.path(name)));
      return List.copyOf(names);
    }

    /** Entries of a map are told apart. */
    private static Stream<String> inside(String name, JsonNode before, JsonNode after) {
      return before.isObject() && after.isObject()
          ? names(before, after).stream().map(entry -> name + "." + entry)
          : Stream.of(name);
    }

    private boolean isUnknown(String name) {
      return afterUnknown != null
          && afterUnknown.map(unknown -> unknown.path(name).asBoolean(false)).orElse(false);
    }
  }

  /** Whether something that exists would be changed. */
  public boolean updatesSomething() {
    return changes.stream().anyMatch(change -> change.actions().contains("update"));
  }

  /**
   * The changes after which something that exists would be gone: deleting, replacing, forgetting.
   */
  public List<Change> losses() {
    return changes.stream().filter(Change::loses).toList();
  }
}
