package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.config.document.RotatableSecret;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.service.SecretProof.Answer;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.PlannedOperation;
import com.torrust.deployer.sdk.operation.RotateResult;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of an environment that runs are given other values, and the former ones are refused. */
class RotateTest {

  static final String TOKEN = "tracker.http_api.admin_token";

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();
  private static final List<String> ALL =
      List.of(
          "tracker.core.database.password",
          "tracker.core.database.root_password",
          TOKEN,
          "grafana.admin_password");

  private final FakeWorld world = FakeWorld.create();
  private final List<DeployEvent> events = new ArrayList<>();
  private final Deployer deployer = Worlds.deployer(world, events::add);

  static EnvironmentConfig withEverySecret() {
    EnvironmentConfig config = Samples.config("demo");
    return ImmutableEnvironmentConfig.copyOf(config)
        .withPrometheus(new PrometheusConfig(15))
        .withGrafana(new GrafanaConfig("admin", Secret.of("first-of-grafana"), WebAccess.direct()))
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withDatabase(
                    ImmutableMysqlConfig.builder()
                        .host("mysql")
                        .port(3306)
                        .databaseName("tracker")
                        .username("tracker_user")
                        .password(Secret.of("first-of-the-user"))
                        .rootPassword(Secret.of("first-of-root"))
                        .build()));
  }

  private void running() {
    ok(deployer.deploy(withEverySecret(), DeployTarget.RUNNING, OPTIONS));
  }

  private Environment stored() {
    return ok(deployer.show(DEMO)).environment();
  }

  private static List<String> names(RotateResult result) {
    return result.secrets().stream().map(RotateResult.Rotated::name).toList();
  }

  @Test
  void everySecretIsGivenAnotherValueAndTheFormerOneIsRefused() {
    running();
    Set<Secret> former = new HashSet<>(stored().config().secrets());

    RotateResult result = ok(deployer.rotate(DEMO, List.of(), OPTIONS));

    assertEquals(ALL, names(result));
    result
        .secrets()
        .forEach(
            secret -> {
              assertEquals(Answer.ACCEPTED, secret.present(), secret::toString);
              assertEquals(Answer.REFUSED, secret.former(), secret::toString);
            });
    assertEquals(List.of(OperationKind.RELEASE, OperationKind.RUN), result.phases());
    assertTrue(stored() instanceof Running);
    assertEquals(Optional.empty(), stored().context().configInForce());
    assertEquals(4, stored().config().secrets().size());
    former.retainAll(stored().config().secrets());
    assertEquals(Set.of(), former);
    assertTrue(ok(deployer.plan(DEMO)).changesNothing());
    List<HistoryEntry> history = ok(deployer.history(DEMO));
    assertEquals(OperationKind.ROTATE, history.get(history.size() - 1).kind());
    for (Secret secret : stored().config().secrets()) {
      assertFalse(
          events.toString().contains(secret.expose())
              || result.toString().contains(secret.expose()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tracker.core.database.password",
        "tracker.core.database.root_password",
        TOKEN,
        "grafana.admin_password"
      })
  void oneAloneLeavesTheOthersAsTheyAre(String name) {
    running();

    RotateResult result = ok(deployer.rotate(DEMO, List.of(name), OPTIONS));

    assertEquals(List.of(name), names(result));
    assertEquals(
        List.of(name),
        RotatableSecret.between(Samples.PROVIDERS, withEverySecret(), stored().config()).stream()
            .map(RotatableSecret::name)
            .toList());
  }

  @Test
  void whatTheEnvironmentDoesNotHaveIsRefusedWithWhatItHas() {
    ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));
    Environment before = stored();

    DeployError unknown = left(deployer.rotate(DEMO, List.of("grafana.admin_password"), OPTIONS));

    assertEquals("rotate.secret_unknown", unknown.code().value());
    assertEquals(ErrorKind.NOT_FOUND, unknown.kind());
    assertEquals(TOKEN, unknown.facts().get("known"));
    assertEquals(before, stored());
    assertEquals(List.of(TOKEN), names(ok(deployer.rotate(DEMO, List.of(), OPTIONS))));
  }

  @Test
  void accountsOfAServerThatTheStackDoesNotBringAreNotRotated() {
    EnvironmentConfig config = withEverySecret();
    MysqlConfig elsewhere =
        ImmutableMysqlConfig.copyOf((MysqlConfig) config.tracker().database())
            .withHost("db.example.com");

    List<RotatableSecret> secrets =
        RotatableSecret.of(
            Samples.PROVIDERS,
            ImmutableEnvironmentConfig.copyOf(config)
                .withTracker(
                    ImmutableTrackerConfig.copyOf(config.tracker()).withDatabase(elsewhere)));

    assertEquals(
        List.of(TOKEN, "grafana.admin_password"),
        secrets.stream().map(RotatableSecret::name).toList());
  }

  @Test
  void nothingIsRotatedBeforeAServiceWasProven() {
    ok(deployer.create(withEverySecret(), OPTIONS));

    DeployError error = left(deployer.rotate(DEMO, List.of(), OPTIONS));

    assertEquals("rotate.nothing_runs", error.code().value());
    assertEquals(withEverySecret(), stored().config());
  }

  @Test
  void thePlanIsTheSameAtEveryCallAndHoldsForTheRotation() {
    running();
    PlannedOperation rotation = PlannedOperation.rotate(List.of(TOKEN));

    Plan plan = ok(deployer.plan(DEMO, rotation));

    assertEquals(plan.id(), ok(deployer.plan(DEMO, rotation)).id());
    assertEquals(List.of("/tracker/http_api/admin_token"), plan.members());
    assertNotEquals(plan.id(), ok(deployer.plan(DEMO, PlannedOperation.rotate(List.of()))).id());
    OperationOptions approved = ImmutableOperationOptions.builder().approvedPlan(plan.id()).build();
    ok(deployer.rotate(DEMO, List.of(TOKEN), approved));
    DeployError stale = left(deployer.rotate(DEMO, List.of(TOKEN), approved));
    assertEquals("plan.stale", stale.code().value());
  }

  @Test
  void aServiceThatStillTakesTheFormerValueGetsItsReleaseBack() {
    running();
    ReleaseId first = stored().installedRelease().orElseThrow();
    world.hosts().iterator().next().forgetNoSecret();

    DeployError error = left(deployer.rotate(DEMO, List.of(TOKEN), OPTIONS));

    assertEquals("rotate.old_accepted", error.code().value());
    assertEquals(TOKEN, error.facts().get("secrets"));
    assertTrue(error.message().contains("was put back"), error.message());
    assertEquals(withEverySecret(), stored().config());
    assertEquals(Optional.of(first), stored().installedRelease());
  }

  @Test
  void aChangeOfAFileIsTriedAlikeAndTheWayBackToo() {
    running();
    EnvironmentConfig changed =
        RotatableSecret.replaced(
            Samples.PROVIDERS,
            withEverySecret(),
            Map.of(
                RotatableSecret.of(Samples.PROVIDERS, withEverySecret()).get(0),
                Secret.of("second-of-the-user")));
    ok(deployer.deploy(changed, DeployTarget.RUNNING, OPTIONS));
    ok(deployer.rollback(DEMO, Optional.empty(), OPTIONS));

    assertEquals(2, world.faults().passed().stream().filter("stack.prove"::equals).count());
    assertEquals(withEverySecret(), stored().config());
  }

  @Test
  void anotherUnfinishedChangeStandsInTheWay() {
    running();
    world
        .faults()
        .failAt(
            "release.switch",
            DeployError.because("ssh.lost", ErrorKind.CONNECTIVITY, "the machine went away")
                .build());
    left(deployer.rotate(DEMO, List.of(TOKEN), OPTIONS));

    DeployError error = left(deployer.rotate(DEMO, List.of("grafana.admin_password"), OPTIONS));

    assertEquals("rotate.change_unfinished", error.code().value());
    assertTrue(error.message().contains("/tracker/http_api/admin_token"), error.message());
    EnvironmentConfig drawn = stored().config();
    ok(deployer.rotate(DEMO, List.of(TOKEN), OPTIONS));
    assertEquals(drawn, stored().config(), "finished with what was drawn");
  }
}
