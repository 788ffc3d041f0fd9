package com.torrust.deployer.domain.plan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * What an operation would do to an environment. Nothing is changed or stored to make it. Immutable.
 */
@Value.Immutable
public interface Plan {

  /** Whose plan it is. */
  EnvironmentName environment();

  /** The state that it begins in; none when the environment is yet to be created. */
  Optional<StateName> state();

  /** How far was looked. */
  @Value.Default
  default PlanDepth depth() {
    return PlanDepth.OFFLINE;
  }

  /** Whether the machine is switched off and on, which has to be allowed for the operation. */
  @Value.Default
  default boolean restartsMachine() {
    return false;
  }

  /** What is not as it was left; only a plan that looks there knows of any. */
  List<Drift> drift();

  /** What was not looked at or could not be compared, each with the reason, as one phrase. */
  List<String> unchecked();

  /**
   * JSON pointers of the members of the configuration that are not as they are stored; a list
   * counts as one.
   */
  List<String> members();

  /** What stands in the way, all of it; with any of these the operation is refused, untouched. */
  List<Obstacle> obstacles();

  /** The phases that will run, in their order. */
  List<PlannedPhase> phases();

  /**
   * What somebody loses by it, one sentence each: a public service closes, a machine is removed
   * with its data. Such a plan has to be approved.
   */
  List<String> losses();

  /**
   * Digests of what it was made from, by name: the stored state, the rendered artifacts, the
   * program.
   */
  @Value.Auxiliary
  List<String> basis();

  /** The same plan when it ends with a phase. */
  default Plan upTo(OperationKind last) {
    return ImmutablePlan.copyOf(this)
        .withPhases(
            phases().stream().filter(phase -> phase.belongsTo().compareTo(last) <= 0).toList());
  }

  /** Whether it is carried out only for somebody who has seen it. */
  @Value.Derived
  default boolean needsApproval() {
    return !losses().isEmpty();
  }

  /** Whether everything is as it is wanted, and nothing is left to be found out. */
  @Value.Derived
  default boolean changesNothing() {
    return members().isEmpty()
        && phases().stream().allMatch(phase -> phase.effect() == Effect.NONE);
  }

  /** The same for the same plan on the same basis. */
  @Value.Derived
  default PlanId id() {
    List<String> parts =
        List.of(
            members() + "\n" + losses() + "\n" + obstacles() + "\n" + restartsMachine(),
            state().map(StateName::text).orElse("") + "\n" + basis(BasisPart.STATE),
            basis(BasisPart.ARTIFACTS).toString(),
            drift() + "\n" + basis(BasisPart.LOOK));
    Hasher hasher = Hashing.sha256().newHasher();
    // Where there was nothing to look at yet, a plan is the same however far it was to look.
    boolean looked = !drift().isEmpty() || !basis(BasisPart.LOOK).isEmpty();
    PlanDepth seen = looked ? depth() : PlanDepth.OFFLINE;
    hasher.putString(environment().value() + "\n" + seen.text() + "\n", StandardCharsets.UTF_8);
    parts.forEach(part -> hasher.putString(part + "\n", StandardCharsets.UTF_8));
    phases().forEach(phase -> hasher.putString(phase + "\n", StandardCharsets.UTF_8));
    String hints =
        parts.stream()
            .map(part -> Hashing.sha256().hashString(part, StandardCharsets.UTF_8).toString())
            .map(digest -> digest.substring(0, PlanId.HINT))
            .collect(Collectors.joining());
    return new PlanId(hasher.hash().toString().substring(0, PlanId.EXACT) + "-" + hints);
  }

  private List<String> basis(BasisPart part) {
    return basis().stream().filter(line -> BasisPart.of(line) == part).toList();
  }

  /** What a line of the basis is about. */
  enum BasisPart {
    /** The stored environment. */
    STATE,
    /** What is rendered, and by which program. */
    ARTIFACTS,
    /** What the provider and the machine have answered. */
    LOOK;

    private static BasisPart of(String line) {
      if (line.startsWith("look ")) {
        return LOOK;
      }
      return line.startsWith("release ")
              || line.startsWith("machine ")
              || line.startsWith("provider ")
          ? ARTIFACTS
          : STATE;
    }
  }
}
