package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.plan.Effect;
import com.torrust.deployer.domain.plan.Obstacle;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.plan.PlanDepth;
import com.torrust.deployer.domain.plan.PlanId;
import com.torrust.deployer.domain.plan.PlannedPhase;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.StatusReport;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeHost;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody changed by hand is named by plans and by the status, and repaired by a deployment.
 */
class DriftTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  private final FakeWorld world = FakeWorld.create();
  private final Deployer deployer = Worlds.deployer(world, event -> {});

  @BeforeEach
  void deploy() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));
  }

  @AfterEach
  void close() {
    deployer.close();
  }

  private Environment stored() {
    return ok(deployer.show(DEMO)).environment();
  }

  private FakeHost host() {
    return world.hostOf(stored().context().label()).orElseThrow();
  }

  private Plan plan() {
    return ok(
        deployer.plan(
            DEMO, PlannedOperation.deploy(DeployTarget.RUNNING), PlanDepth.ONLINE, OPTIONS));
  }

  private static Drift drift(OperationKind repairedBy) {
    Drift.Kind kind =
        switch (repairedBy) {
          case PROVISION -> Drift.Kind.RESOURCE;
          case CONFIGURE -> Drift.Kind.FIREWALL;
          case RELEASE -> Drift.Kind.FILE;
          default -> Drift.Kind.CONTAINER;
        };
    String subject = kind == Drift.Kind.CONTAINER ? "tracker" : "thing of " + repairedBy.text();
    return new Drift(kind, subject, "left", "changed", repairedBy);
  }

  private static PlannedPhase phase(Plan plan, OperationKind phase) {
    return plan.phases().stream()
        .filter(planned -> planned.phase() == phase)
        .findFirst()
        .orElseThrow();
  }

  /** What was asked of provider and machine, in alphabetical order. */
  private List<String> askedDuring(Runnable call) {
    int before = world.faults().passed().size();
    call.run();
    List<String> all = world.faults().passed();
    return all.subList(before, all.size()).stream()
        .filter(point -> !point.equals("store.find") && !point.equals("workspace.folders"))
        .sorted()
        .toList();
  }

  private static OperationOptions approving(PlanId plan) {
    return ImmutableOperationOptions.builder().approvedPlan(plan).build();
  }

  @Test
  void changesNothingWhereEverythingIsAsItWasLeft() {
    Plan plan = plan();

    assertTrue(plan.changesNothing(), plan::toString);
    assertEquals(PlanDepth.ONLINE, plan.depth());
    assertEquals(List.of(), plan.drift());
  }

  @ParameterizedTest
  @EnumSource(names = {"PROVISION", "CONFIGURE", "RELEASE", "RUN"})
  void isNamedByPlanAndStatusAndRepairedFromThePhaseThatCan(OperationKind repairs) {
    Drift made = drift(repairs);
    host().alter(made);

    Plan plan = plan();
    StatusReport status = ok(deployer.status(DEMO, OPTIONS));
    List<OperationKind> done = ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS)).phases();

    assertEquals(List.of(made), plan.drift());
    assertFalse(plan.changesNothing());
    assertEquals(repairs, plan.phases().get(0).phase());
    assertEquals(Effect.CHANGE, phase(plan, repairs).effect());
    assertEquals(List.of(made), status.drift());
    assertEquals(StatusReport.Health.DRIFTED, status.health(), status.summary());
    assertEquals(plan.phases().stream().map(PlannedPhase::phase).toList(), done);
    assertEquals(List.of(), host().altered());
    assertTrue(plan().changesNothing(), plan()::toString);
    assertEquals(StateName.RUNNING, stored().stateName());
  }

  @Test
  void isRepairedTogetherWithAChangeOfTheConfiguration() {
    host().alter(drift(OperationKind.CONFIGURE));

    Plan plan =
        ok(
            deployer.plan(
                ChangeTest.togglingPrivacy("demo"),
                DeployTarget.RUNNING,
                PlanDepth.ONLINE,
                OPTIONS));

    assertEquals(List.of("/tracker/core/private"), plan.members());
    assertEquals(OperationKind.CONFIGURE, plan.phases().get(0).phase());
    assertEquals(Effect.CHANGE, phase(plan, OperationKind.CONFIGURE).effect());
    ok(deployer.deploy(ChangeTest.togglingPrivacy("demo"), DeployTarget.RUNNING, OPTIONS));
    assertEquals(List.of(), host().altered());
  }

  @Test
  void cannotBeWhereNothingIsYetAndThePlanThatSaysSoIsCarriedOut() {
    EnvironmentConfig fresh = Samples.config("fresh");
    EnvironmentConfig stored = Samples.config("stored");
    ok(deployer.create(stored, OPTIONS));

    Plan ofFile = ok(deployer.plan(fresh, DeployTarget.RUNNING, PlanDepth.ONLINE, OPTIONS));
    Plan ofStored =
        ok(
            deployer.plan(
                stored.name(),
                PlannedOperation.deploy(DeployTarget.RUNNING),
                PlanDepth.ONLINE,
                OPTIONS));
    Plan offline = ok(deployer.plan(fresh, DeployTarget.RUNNING));

    assertEquals(offline.id(), ofFile.id());
    ok(deployer.deploy(fresh, DeployTarget.RUNNING, approving(ofFile.id())));
    ok(deployer.deploy(stored.name(), DeployTarget.RUNNING, approving(ofStored.id())));
  }

  @Test
  void isNotLookedForOffline() {
    host().alter(drift(OperationKind.RUN));

    List<String> asked = askedDuring(() -> ok(deployer.plan(DEMO)));
    Plan plan = ok(deployer.plan(DEMO));

    assertEquals(PlanDepth.OFFLINE, plan.depth());
    assertEquals(List.of(), plan.drift());
    assertEquals(List.of(), asked);
  }

  @Test
  void isLookedForByQuestionsThatChangeNothing() {
    host().alter(drift(OperationKind.RUN));
    long revision = stored().context().revision();

    List<String> asked = askedDuring(this::plan);

    assertEquals(List.of("provision.survey", "stack.survey"), asked);
    assertEquals(revision, stored().context().revision());
  }

  @Test
  void isNotLookedForWhereTheChangeIsRefusedAnyway() {
    List<String> asked =
        askedDuring(
            () -> {
              Plan plan =
                  ok(
                      deployer.plan(
                          ChangeTest.withAnotherDatabaseFile(),
                          DeployTarget.RUNNING,
                          PlanDepth.ONLINE,
                          OPTIONS));
              assertEquals("change.database_fixed", plan.obstacles().get(0).code().value());
            });

    assertEquals(List.of(), asked);
  }

  @Test
  void makesAnApprovedPlanStaleAndSaysWhatHasMoved() {
    PlanId seen = plan().id();
    host().alter(drift(OperationKind.RUN));

    DeployError refused = left(deployer.deploy(DEMO, DeployTarget.RUNNING, approving(seen)));

    assertEquals("plan.stale", refused.code().value());
    assertEquals("what the provider and the machine show", refused.facts().get("moved"));
    assertEquals(1, host().altered().size());
  }

  @Test
  void isRepairedByThePlanThatShowedIt() {
    host().alter(drift(OperationKind.RELEASE));

    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, approving(plan().id())));

    assertEquals(List.of(), host().altered());
  }

  @Test
  void staysWhereAPlanWithoutALookWasApproved() {
    host().alter(drift(OperationKind.CONFIGURE));

    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, approving(ok(deployer.plan(DEMO)).id())));

    assertEquals(1, host().altered().size());
  }

  @Test
  void ofAMachineThatIsGoneIsRefusedWithTheWayOn() {
    Machine machine = stored().knownMachine().orElseThrow();
    world
        .provisioner()
        .destroy(stored().context().machineSpec(), world.context(DEMO))
        .getOrElseThrow(error -> new AssertionError(error.message()));
    long revision = stored().context().revision();

    Plan plan = plan();
    DeployError refused = left(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(
        List.of("machine.gone"),
        plan.obstacles().stream().map(Obstacle::code).map(Object::toString).toList());
    assertEquals("machine.gone", refused.code().value());
    assertEquals(revision, stored().context().revision());
    assertEquals(machine, stored().knownMachine().orElseThrow());
  }

  @Test
  void keepsNobodyFromDeployingWhereItCannotBeLookedFor() {
    world
        .faults()
        .failAt(
            "provision.survey",
            DeployError.because("provider.unreachable", ErrorKind.PROVIDER, "no answer").build());

    DeployError unseen =
        left(
            deployer.plan(
                DEMO, PlannedOperation.deploy(DeployTarget.RUNNING), PlanDepth.ONLINE, OPTIONS));
    world
        .faults()
        .failAt(
            "provision.survey",
            DeployError.because("provider.unreachable", ErrorKind.PROVIDER, "no answer").build());
    ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals("provider.unreachable", unseen.code().value());
    assertEquals(StateName.RUNNING, stored().stateName());
  }
}
