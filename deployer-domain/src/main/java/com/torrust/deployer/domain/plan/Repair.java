package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.environment.OperationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes what was found changed a part of a plan. Pure. */
public final class Repair {

  private static final List<OperationKind> PHASES =
      List.of(
          OperationKind.PROVISION,
          OperationKind.CONFIGURE,
          OperationKind.RELEASE,
          OperationKind.RUN);

  private Repair() {}

  /**
   * The plan that repairs as well: it begins with the earliest phase that has something to repair
   * and leads to the end of the plan.
   *
   * @param plan a plan of a deployment
   * @param drift what was found changed
   * @param unseen what could not be compared
   * @param basis digests of what was seen
   * @param restartsMachine whether bringing it back switches the machine off and on
   */
  public static Plan of(
      Plan plan,
      List<Drift> drift,
      List<String> unseen,
      List<String> basis,
      boolean restartsMachine) {
    return ImmutablePlan.builder()
        .from(plan)
        .depth(PlanDepth.ONLINE)
        .phases(phases(plan, drift))
        .drift(drift)
        .restartsMachine(plan.restartsMachine() || restartsMachine)
        .unchecked(unseen)
        .addAllBasis(basis)
        .build();
  }

  private static List<PlannedPhase> phases(Plan plan, List<Drift> drift) {
    int first =
        drift.stream()
            .map(Drift::repairedBy)
            .mapToInt(PHASES::indexOf)
            .min()
            .orElse(Integer.MAX_VALUE);
    List<PlannedPhase> phases = new ArrayList<>();
    for (OperationKind kind : PHASES) {
      plan.phases().stream()
          .filter(phase -> phase.phase() != kind && phase.belongsTo() == kind)
          .forEach(phases::add);
      List<Drift> here = drift.stream().filter(each -> each.repairedBy() == kind).toList();
      Optional<PlannedPhase> planned =
          plan.phases().stream().filter(phase -> phase.phase() == kind).findFirst();
      if (planned.isPresent() || PHASES.indexOf(kind) >= first) {
        phases.add(repaired(planned.orElseGet(() -> unchanged(kind)), here));
      }
    }
    plan.phases().stream()
        .filter(phase -> !PHASES.contains(phase.belongsTo()))
        .forEach(phases::add);
    return phases;
  }

  private static PlannedPhase unchanged(OperationKind kind) {
    return new PlannedPhase(
        kind,
        Effect.NONE,
        kind == OperationKind.RUN ? "every service is proven" : "as it was left",
        List.of());
  }

  private static PlannedPhase repaired(PlannedPhase phase, List<Drift> drift) {
    if (drift.isEmpty()) {
      return phase;
    }
    List<ServiceEffect> services = new ArrayList<>(phase.services());
    for (Drift each : drift) {
      boolean isOfService =
          each.kind() == Drift.Kind.CONTAINER
              || each.kind() == Drift.Kind.IMAGE && !each.subject().contains(":");
      if (isOfService
          && services.stream().noneMatch(known -> known.service().equals(each.subject()))) {
        services.add(
            new ServiceEffect(
                each.subject(),
                each.found().equals("removed") ? Effect.CREATE : Effect.RESTART,
                "drift: " + each.sentence()));
      }
    }
    boolean quiet = phase.effect() == Effect.NONE || phase.effect() == Effect.NOT_EVALUATED;
    return new PlannedPhase(
        phase.phase(),
        quiet ? Effect.CHANGE : phase.effect(),
        (quiet ? "" : phase.reason() + "; ")
            + "drift: "
            + drift.size()
            + (drift.size() == 1
                ? " thing is not as it was left"
                : " things are not as they were left"),
        services);
  }
}
