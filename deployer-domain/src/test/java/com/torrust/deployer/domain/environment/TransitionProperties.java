package com.torrust.deployer.domain.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Random walks over everything that the state classes allow. */
class TransitionProperties {

  private static final Set<StateName> VISITED = EnumSet.noneOf(StateName.class);

  /** As often as it takes to come everywhere, whatever is usual otherwise. */
  @Property(tries = 1000)
  void noWalkLeavesTheTransitionTable(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 999) Integer> choices) {
    Environment at = Fixtures.created();
    VISITED.add(at.stateName());
    for (int choice : choices) {
      List<Method> transitions = Transitions.of(at);
      if (transitions.isEmpty()) {
        assertEquals(StateName.DESTROYED, at.stateName(), "only the end has no way on");
        return;
      }
      Environment next = Transitions.take(at, pick(transitions, choice));
      assertTrue(
          Transitions.TABLE.containsEntry(at.stateName(), next.stateName()),
          at.stateName() + " must not lead to " + next.stateName());
      VISITED.add(next.stateName());
      at = next;
    }
  }

  @Property
  void everyStateSurvivesItsSnapshot(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 999) Integer> choices) {
    Environment at = Fixtures.created();
    for (int choice : choices) {
      assertEquals(at, EnvironmentSnapshot.of(at).restore().get());
      List<Method> transitions = Transitions.of(at);
      if (transitions.isEmpty()) {
        return;
      }
      at = Transitions.take(at, pick(transitions, choice));
    }
  }

  /** Destroying is always possible; without a bias against it most walks would be short. */
  private static Method pick(List<Method> transitions, int choice) {
    List<Method> others =
        transitions.stream()
            .filter(
                transition ->
                    !Set.of("startDestroying", "discarded").contains(transition.getName()))
            .toList();
    List<Method> candidates = others.isEmpty() || choice > 950 ? transitions : others;
    return candidates.get(choice % candidates.size());
  }

  @AfterContainer
  static void theWalksReachEveryState() {
    assertEquals(EnumSet.allOf(StateName.class), VISITED);
  }
}
