package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.SqliteConfig;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.plan.Effect;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.domain.plan.ServiceEffect;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a changed configuration does to an environment that runs. */
class ChangeTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  private final FakeWorld world = FakeWorld.create();
  private final Deployer deployer = Worlds.deployer(world, event -> {});

  static EnvironmentConfig togglingPrivacy(String name) {
    EnvironmentConfig config = Samples.config(name);
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withIsPrivate(!config.tracker().isPrivate()));
  }

  private static EnvironmentConfig withoutUdp() {
    EnvironmentConfig config = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(ImmutableTrackerConfig.copyOf(config.tracker()).withUdpTrackers());
  }

  private static EnvironmentConfig withAnotherUdp() {
    EnvironmentConfig config = Samples.config("demo");
    List<UdpTracker> trackers = new ArrayList<>(config.tracker().udpTrackers());
    trackers.add(new UdpTracker(BindAddress.parse("0.0.0.0:6868").get(), Optional.empty()));
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(ImmutableTrackerConfig.copyOf(config.tracker()).withUdpTrackers(trackers));
  }

  static EnvironmentConfig withAnotherDatabaseFile() {
    EnvironmentConfig config = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withDatabase(new SqliteConfig("other.db")));
  }

  private Environment running() {
    return ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS)).environment();
  }

  private Environment stored() {
    return ok(deployer.show(DEMO)).environment();
  }

  private static DeployError broken() {
    return DeployError.because("ssh.lost", ErrorKind.CONNECTIVITY, "the machine went away").build();
  }

  private static OperationOptions approving(PlanId plan) {
    return ImmutableOperationOptions.builder().approvedPlan(plan).build();
  }

  private static List<OperationKind> phases(Plan plan) {
    return plan.phases().stream().map(PlannedPhase::phase).toList();
  }

  @Test
  void plansNothingForAConfigurationThatRuns() {
    running();

    Plan plan = ok(deployer.plan(Samples.config("demo")));

    assertTrue(plan.changesNothing(), plan::toString);
    assertEquals(List.of(OperationKind.RUN), phases(plan));
    assertEquals(plan, ok(deployer.plan(DEMO)));
  }

  @Test
  void plansEveryPhaseForAnEnvironmentThatDoesNotExist() {
    Plan plan = ok(deployer.plan(Samples.config("demo")));

    assertEquals(Optional.empty(), plan.state());
    assertEquals(
        List.of(
            OperationKind.PROVISION,
            OperationKind.CONFIGURE,
            OperationKind.RELEASE,
            OperationKind.RUN),
        phases(plan));
    assertFalse(ok(deployer.exists(DEMO)), "a plan stores nothing");
  }

  @Test
  void aPlanWritesNothing() {
    Environment before = running();

    ok(deployer.plan(withAnotherUdp()));

    assertEquals(before, stored());
    assertEquals(1, ok(deployer.history(DEMO)).size());
  }

  @Test
  void releasesAndRunsForAChangeOfTheTracker() {
    running();

    DeployResult changed =
        ok(deployer.deploy(togglingPrivacy("demo"), DeployTarget.RUNNING, OPTIONS));

    assertEquals(List.of(OperationKind.RELEASE, OperationKind.RUN), changed.phases());
    assertEquals(togglingPrivacy("demo"), stored().config());
    assertEquals(Optional.empty(), stored().context().configInForce());
    assertTrue(ok(deployer.plan(DEMO)).changesNothing());
  }

  @Test
  void configuresTheMachineForAPortThatItHasToOpen() {
    running();

    Plan plan = ok(deployer.plan(withAnotherUdp()));
    DeployResult changed = ok(deployer.deploy(withAnotherUdp(), DeployTarget.RUNNING, OPTIONS));

    assertEquals(List.of("/tracker/udp_trackers"), plan.members());
    assertEquals(Effect.CHANGE, plan.phases().get(0).effect());
    assertEquals(phases(plan), changed.phases());
    assertEquals(OperationKind.CONFIGURE, changed.phases().get(0));
    assertEquals(
        List.of("tracker"),
        plan.phases().get(2).services().stream().map(ServiceEffect::service).toList());
  }

  @Test
  void takesNothingFromClientsWithoutAnApproval() {
    Environment before = running();
    Plan plan = ok(deployer.plan(withoutUdp()));

    DeployError error = left(deployer.deploy(withoutUdp(), DeployTarget.RUNNING, OPTIONS));

    assertTrue(plan.needsApproval());
    assertEquals("plan.not_approved", error.code().value());
    assertEquals(ErrorKind.CONFIRMATION, error.kind());
    assertEquals(before, stored());

    ok(deployer.deploy(withoutUdp(), DeployTarget.RUNNING, approving(plan.id())));
    assertEquals(withoutUdp(), stored().config());
  }

  @Test
  void refusesAPlanThatIsNotThePresentOne() {
    running();
    Plan plan = ok(deployer.plan(withoutUdp()));
    ok(deployer.deploy(togglingPrivacy("demo"), DeployTarget.RUNNING, OPTIONS));
    Environment between = stored();

    DeployError error =
        left(deployer.deploy(withoutUdp(), DeployTarget.RUNNING, approving(plan.id())));

    assertEquals("plan.stale", error.code().value());
    assertEquals(between, stored());
  }

  @Test
  void refusesAnotherDatabaseBeneathTheDataInService() {
    Environment before = running();

    DeployError error =
        left(deployer.deploy(withAnotherDatabaseFile(), DeployTarget.RUNNING, OPTIONS));

    assertEquals("change.database_fixed", error.code().value());
    assertEquals("/tracker/core/database/database_name", error.facts().get("members"));
    assertEquals(before, stored());
  }

  @Test
  void changesWhatWasOnlyCreatedWithoutAsking() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    ok(deployer.deploy(withAnotherDatabaseFile(), DeployTarget.RUNNING, OPTIONS));

    assertEquals(withAnotherDatabaseFile(), stored().config());
    assertEquals(StateName.RUNNING, stored().stateName());
  }

  @Test
  void keepsBothConfigurationsUntilTheNewOneIsProven() {
    Environment before = running();
    world.faults().failAt("release.switch", broken());

    left(deployer.deploy(togglingPrivacy("demo"), DeployTarget.RUNNING, OPTIONS));

    assertEquals(togglingPrivacy("demo"), stored().config());
    assertEquals(Optional.of(before.config()), stored().context().configInForce());
  }

  @Test
  void aChangeThatWasCutOffIsPlannedAsWhatIsLeftOfIt() {
    running();
    Plan before = ok(deployer.plan(togglingPrivacy("demo")));
    world.faults().failAt("release.switch", broken());
    left(deployer.deploy(togglingPrivacy("demo"), DeployTarget.RUNNING, OPTIONS));

    Plan after = ok(deployer.plan(DEMO));

    assertEquals(before.members(), after.members());
    assertEquals(phases(before), phases(after));
    assertEquals(
        before.phases().get(1).services(), after.phases().get(1).services(), after::toString);
    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, approving(after.id())));
    assertTrue(ok(deployer.plan(DEMO)).changesNothing());
  }

  @Test
  void goesBackWithTheOldConfigurationAfterAChangeThatFailed() {
    Environment before = running();
    world.faults().failAt("release.switch", broken());
    left(deployer.deploy(togglingPrivacy("demo"), DeployTarget.RUNNING, OPTIONS));

    ok(deployer.deploy(before.config(), DeployTarget.RUNNING, OPTIONS));

    assertEquals(before.config(), stored().config());
    assertEquals(Optional.empty(), stored().context().configInForce());
  }
}
