package com.torrust.deployer.domain.plan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What an operation would do to an environment. Made without touching the machine or the provider;
 * nothing is stored for it. Immutable.
 */
@Value.Immutable
public interface Plan {

  /** Whose plan it is. */
  EnvironmentName environment();

  /** The state that it begins in; none when the environment is yet to be created. */
  Optional<StateName> state();

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
        .withPhases(phases().stream().filter(phase -> phase.phase().compareTo(last) <= 0).toList());
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
    Hasher hasher = Hashing.sha256().newHasher();
    hasher.putString(environment().value() + "\n", StandardCharsets.UTF_8);
    hasher.putString(state().map(StateName::text).orElse("") + "\n", StandardCharsets.UTF_8);
    hasher.putString(members() + "\n" + losses() + "\n", StandardCharsets.UTF_8);
    phases().forEach(phase -> hasher.putString(phase + "\n", StandardCharsets.UTF_8));
    basis().forEach(digest -> hasher.putString(digest + "\n", StandardCharsets.UTF_8));
    return new PlanId(hasher.hash().toString().substring(0, 16));
  }
}
