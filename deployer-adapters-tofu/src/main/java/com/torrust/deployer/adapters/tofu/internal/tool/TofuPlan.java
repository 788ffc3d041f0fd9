package com.torrust.deployer.adapters.tofu.internal.tool;

import static com.torrust.deployer.adapters.tofu.internal.tool.Json.listed;
import static com.torrust.deployer.adapters.tofu.internal.tool.Json.worded;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
          worded(actionReason));
    }
  }

  /** What is done to it. */
  record Actions(List<String> actions) {

    Actions {
      actions = listed(actions);
    }
  }

  /**
   * The changes after which something that exists would be gone: deleting, replacing, forgetting.
   */
  public List<Change> losses() {
    return changes.stream().filter(Change::loses).toList();
  }
}
