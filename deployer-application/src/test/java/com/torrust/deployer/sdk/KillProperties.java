package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The program is killed again and again, at any point of any operation; each time the same command
 * is given once more. Nothing may be lost, doubled or left locked.
 */
class KillProperties {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  private static final EnvironmentConfig CHANGED = ChangeTest.togglingPrivacy("demo");

  private static final AtomicInteger KILLS = new AtomicInteger();

  @AfterContainer
  static void countKills() {
    System.out.println("kills survived: " + KILLS.get());
    assertTrue(KILLS.get() >= 2_000, () -> "only " + KILLS.get() + " kills in this run");
  }

  @Property(tries = 800)
  void theSameCommandFinishesWhatAKillCutOff(
      @ForAll @Size(min = 3, max = 8) List<@IntRange(min = 1, max = 40) Integer> kills,
      @ForAll boolean toolsSurvive) {
    FakeWorld world = FakeWorld.create();
    world.faults().toolsSurvive(toolsSurvive);
    Life life = new Life(world, kills);

    life.insist(
        deployer -> deployer.create(Samples.config("demo"), OPTIONS),
        deployer -> LifecycleTest.ok(deployer.exists(DEMO)));
    life.insist(
        deployer -> deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS),
        deployer -> LifecycleTest.ok(deployer.show(DEMO)).environment() instanceof Running);
    assertEquals(1, world.instancesMade(), "a second machine was made");

    life.insist(
        deployer -> deployer.deploy(CHANGED, DeployTarget.RUNNING, OPTIONS),
        deployer -> isInForce(LifecycleTest.ok(deployer.show(DEMO)).environment()));
    assertEquals(1, world.instancesMade(), "a second machine was made");

    Set<Secret> former = CHANGED.secrets();
    life.insist(
        deployer -> deployer.rotate(DEMO, List.of(RotateTest.TOKEN), OPTIONS),
        deployer -> isRotated(LifecycleTest.ok(deployer.show(DEMO)).environment(), former));
    assertEquals(1, world.instancesMade(), "a second machine was made");

    ReleaseId first = LifecycleTest.ok(Worlds.deployer(world).releases(DEMO)).get(2).release().id();
    life.insist(
        deployer -> deployer.rollback(DEMO, Optional.of(first), OPTIONS),
        deployer -> runs(LifecycleTest.ok(deployer.show(DEMO)).environment(), first));

    RollbackTest.breakImages(world);
    life.insist(
        deployer -> deployer.deploy(RollbackTest.BROKEN, DeployTarget.RUNNING, OPTIONS),
        deployer -> runs(LifecycleTest.ok(deployer.show(DEMO)).environment(), first));
    assertTrue(world.hosts().iterator().next().isRunning(), "the release before does not run");

    life.insist(
        deployer -> deployer.destroy(DEMO, OPTIONS),
        deployer -> LifecycleTest.ok(deployer.show(DEMO)).environment() instanceof Destroyed);
    assertEquals(List.of(), world.resources(), "something was left at the provider");
    assertEquals(1, world.instancesMade(), "a second machine was made");

    life.insist(
        deployer -> deployer.purge(DEMO, false, OPTIONS),
        deployer -> !LifecycleTest.ok(deployer.exists(DEMO)));
    assertTrue(world.store().holder(DEMO).isEmpty(), "a lock was left");
  }

  private static boolean runs(Environment environment, ReleaseId release) {
    return environment instanceof Running
        && environment.installedRelease().equals(Optional.of(release))
        && environment.config().equals(Samples.config("demo"))
        && environment.context().configInForce().isEmpty();
  }

  private static boolean isRotated(Environment environment, Set<Secret> former) {
    return environment instanceof Running
        && environment.context().configInForce().isEmpty()
        && environment.config().secrets().stream().noneMatch(former::contains);
  }

  private static boolean isInForce(Environment environment) {
    return environment instanceof Running
        && environment.config().equals(CHANGED)
        && environment.context().configInForce().isEmpty();
  }

  /** A life that is cut off as often as there are kills left, and taken up each time. */
  private static final class Life {

    private final FakeWorld world;
    private final List<Integer> kills;
    private int used;

    Life(FakeWorld world, List<Integer> kills) {
      this.world = world;
      this.kills = kills;
    }

    void insist(Consumer<Deployer> command, Predicate<Deployer> reached) {
      // As often as there are kills, and once undisturbed.
      for (int attempt = 0; attempt <= kills.size(); attempt++) {
        world.faults().restart();
        if (used < kills.size()) {
          world.faults().killAtPoint(kills.get(used));
        }
        try (Deployer deployer = Worlds.deployer(world)) {
          command.accept(deployer);
        }
        if (world.faults().isDead()) {
          used++;
          KILLS.incrementAndGet();
        }
        world.faults().restart();
        if (reached.test(Worlds.deployer(world))) {
          return;
        }
      }
      throw new AssertionError("the command never finished; kills at " + kills);
    }
  }
}
