package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.plan.Plan;
import com.torrust.deployer.domain.secret.SecretReference;
import com.torrust.deployer.domain.secret.SecretReference.ContentOf;
import com.torrust.deployer.domain.secret.SecretReference.Generated;
import com.torrust.deployer.domain.secret.SecretReference.OutputOf;
import com.torrust.deployer.domain.secret.SecretReference.Variable;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.DoctorOptions;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.TestOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeSecretStore;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A whole life of an environment whose every secret is had from elsewhere. */
class SecretReferencesTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();
  private static final SecretReference TOKEN = new Variable("TRACKER_TOKEN");
  private static final SecretReference PASSWORD = new ContentOf(Path.of("/run/secrets/db"));
  private static final SecretReference GRAFANA = new OutputOf(List.of("pass", "show", "grafana"));
  private static final SecretReference ROOT = new Generated(24);
  private static final String TOKEN_TEXT = "token-from-the-variable";
  private static final String PASSWORD_TEXT = "password-from-the-file";
  private static final String GRAFANA_TEXT = "password-from-the-command";

  private final FakeWorld world = FakeWorld.create();
  private final List<String> heard = new ArrayList<>();
  private final Deployer deployer = Worlds.deployer(world, event -> heard.add(event.toString()));
  private final FakeSecretStore secrets =
      world
          .secretStore()
          .giving(TOKEN, TOKEN_TEXT)
          .giving(PASSWORD, PASSWORD_TEXT)
          .giving(GRAFANA, GRAFANA_TEXT);

  private static EnvironmentConfig config(
      Secret token, Secret password, Secret root, Secret grafana) {
    EnvironmentConfig config = Samples.config("demo");
    HttpApi api = config.tracker().httpApi();
    return ImmutableEnvironmentConfig.copyOf(config)
        .withTracker(
            ImmutableTrackerConfig.copyOf(config.tracker())
                .withHttpApi(new HttpApi(api.bindAddress(), token, api.access()))
                .withDatabase(
                    ImmutableMysqlConfig.builder()
                        .host(MysqlConfig.BUNDLED_HOST)
                        .port(3306)
                        .databaseName("tracker")
                        .username("tracker")
                        .password(password)
                        .rootPassword(root)
                        .build()))
        .withPrometheus(new PrometheusConfig(15))
        .withGrafana(new GrafanaConfig("admin", grafana, WebAccess.direct()));
  }

  private static EnvironmentConfig referring() {
    return config(
        Secret.referringTo(TOKEN),
        Secret.referringTo(PASSWORD),
        Secret.referringTo(ROOT),
        Secret.referringTo(GRAFANA));
  }

  private Environment stored() {
    return ok(deployer.show(DEMO)).environment();
  }

  private void running(EnvironmentConfig config) {
    assertInstanceOf(
        Running.class, ok(deployer.deploy(config, DeployTarget.RUNNING, OPTIONS)).environment());
  }

  @Test
  void runsAndStoresReferencesAlone() {
    running(referring());

    assertEquals(List.of(), List.copyOf(stored().config().secrets()));
    assertTrue(stored().config().allSecrets().stream().allMatch(each -> fingerprinted(each)));
    for (String text : List.of(TOKEN_TEXT, PASSWORD_TEXT, GRAFANA_TEXT, "drawn")) {
      assertFalse(String.join("\n", heard).contains(text));
    }
    assertEquals(
        Optional.empty(),
        world.workspace().text(Path.of("build/demo/docker-compose/.env")),
        "what holds secrets stays in memory");
    assertInstanceOf(Destroyed.class, ok(deployer.destroy(DEMO, OPTIONS)).environment());
  }

  private static boolean fingerprinted(Secret secret) {
    return secret.reference().isPresent() && secret.fingerprint().isPresent();
  }

  @Test
  void changesNothingWhenNothingMoved() {
    running(referring());

    Plan plan = ok(deployer.plan(referring()));

    assertEquals(List.of(), plan.members());
    assertEquals(List.of(), plan.obstacles());
    running(referring());
    assertEquals(1, stored().context().releases().size());
  }

  @Test
  void takesATextThatMovedBehindItsReferenceForAChangeOfItsMember() {
    running(referring());
    secrets.giving(TOKEN, "another-token-in-the-variable");

    Plan plan = ok(deployer.plan(referring()));
    running(referring());

    assertEquals(List.of("/tracker/http_api/admin_token"), plan.members());
    assertEquals(2, stored().context().releases().size());
    assertEquals(List.of(), ok(deployer.plan(referring())).members());
  }

  @Test
  void goesBackToAReleaseWhoseSecretsNobodyKnowsAnyMore() {
    running(referring());
    secrets.giving(TOKEN, "another-token-in-the-variable");
    running(referring());

    assertInstanceOf(
        Running.class, ok(deployer.rollback(DEMO, Optional.empty(), OPTIONS)).environment());
    assertEquals(
        List.of("/tracker/http_api/admin_token"), ok(deployer.plan(referring())).members());
  }

  @Test
  void refusesBeforeAnythingIsTouchedWhenAVariableIsMissing() {
    running(referring());
    Environment before = stored();
    secrets.losing(TOKEN);

    DeployError deploy = left(deployer.deploy(referring(), DeployTarget.RUNNING, OPTIONS));
    DeployError release = left(deployer.release(DEMO, OPTIONS));
    DeployError plan = left(deployer.plan(referring()));

    for (DeployError error : List.of(deploy, release, plan)) {
      assertEquals("secret.env_missing", error.code().value());
      assertEquals("/tracker/http_api/admin_token", error.facts().get("member"));
      assertTrue(error.message().contains("TRACKER_TOKEN"), error.message());
    }
    assertEquals(before, stored());
  }

  @Test
  void tellsAllThatIsMissingAtOnce() {
    secrets.losing(TOKEN).losing(GRAFANA);

    DeployError error = left(deployer.deploy(referring(), DeployTarget.RUNNING, OPTIONS));

    assertEquals("secret.not_resolved", error.code().value());
    assertEquals(
        List.of("/tracker/http_api/admin_token", "/grafana/admin_password"),
        error.findings().stream().map(Finding::pointer).toList());
    assertEquals(
        List.of("secret.env_missing", "secret.command_failed"),
        error.findings().stream().map(finding -> finding.code().value()).toList());
    assertEquals(false, ok(deployer.exists(DEMO)));
    assertEquals(0, secrets.drawn());
    assertEquals(List.of(), world.resources());
  }

  @Test
  void judgesTextsByTheRulesOfTheirMembers() {
    secrets.giving(GRAFANA, "${HOME}/x").giving(TOKEN, "two\nlines of text");

    DeployError error = left(deployer.deploy(referring(), DeployTarget.RUNNING, OPTIONS));

    assertEquals("config.invalid", error.code().value());
    List<Finding> findings = error.findings();
    assertTrue(
        findings.stream()
            .anyMatch(
                finding ->
                    finding.code().value().equals("config.grafana_expands")
                        && finding.message().contains("pass show grafana")),
        findings.toString());
    assertTrue(
        findings.stream()
            .anyMatch(
                finding ->
                    finding.code().value().equals("config.control_character")
                        && finding.pointer().equals("/tracker/http_api/admin_token")),
        findings.toString());
    assertFalse(error.toString().contains("HOME"), error.toString());
  }

  @Test
  void drawsNothingForAPlan() {
    ok(deployer.plan(referring()));

    assertEquals(0, secrets.drawn());
    assertEquals(false, ok(deployer.exists(DEMO)));
  }

  @Test
  void keepsWhatItHasDrawnOverChanges() {
    running(referring());
    int drawn = secrets.drawn();

    running(
        ImmutableEnvironmentConfig.copyOf(referring()).withPrometheus(new PrometheusConfig(30)));

    assertEquals(drawn, secrets.drawn());
  }

  @Test
  void lookingForTheSameTextElsewhereIsNoChangeOfTheDatabase() {
    running(
        config(
            Secret.of(TOKEN_TEXT),
            Secret.of(PASSWORD_TEXT),
            Secret.of("the-root-of-all"),
            Secret.of(GRAFANA_TEXT)));
    EnvironmentConfig moved =
        config(
            Secret.referringTo(TOKEN),
            Secret.referringTo(PASSWORD),
            Secret.of("the-root-of-all"),
            Secret.referringTo(GRAFANA));

    Plan plan = ok(deployer.plan(moved));
    running(moved);

    assertEquals(
        List.of(
            "/grafana/admin_password",
            "/tracker/core/database/password",
            "/tracker/http_api/admin_token"),
        plan.members().stream().sorted().toList());
    assertEquals(List.of(), plan.obstacles());
    assertEquals(1, stored().context().releases().size(), "the release is the same");
  }

  @Test
  void anotherTextBehindTheDatabasesReferenceIsSetLikeAnotherText() {
    running(referring());
    secrets.giving(PASSWORD, "another-password-in-the-file");

    running(referring());

    assertEquals(2, stored().context().releases().size());
    assertEquals(List.of(), ok(deployer.plan(referring())).members());
  }

  @Test
  void rotatesWhatIsGeneratedAndWhatHasChangedElsewhere() {
    running(referring());

    DeployError unmoved =
        left(deployer.rotate(DEMO, List.of("tracker.http_api.admin_token"), OPTIONS));
    secrets.giving(TOKEN, "another-token-in-the-variable");
    ok(deployer.rotate(DEMO, List.of("tracker.http_api.admin_token"), OPTIONS));
    int drawn = secrets.drawn();
    ok(deployer.rotate(DEMO, List.of("tracker.core.database.root_password"), OPTIONS));

    assertEquals("rotate.kept_elsewhere", unmoved.code().value());
    assertEquals(drawn + 1, secrets.drawn());
    assertTrue(stored().config().allSecrets().stream().allMatch(each -> fingerprinted(each)));
    assertEquals(List.of(), ok(deployer.plan(referring())).members());
  }

  @Test
  void destroysWithoutSecretsThatNobodyNeedsForIt() {
    running(referring());
    secrets.losing(TOKEN).losing(PASSWORD).losing(GRAFANA);

    assertInstanceOf(Destroyed.class, ok(deployer.destroy(DEMO, OPTIONS)).environment());
    ok(deployer.purge(DEMO, false, OPTIONS));
  }

  @Test
  void looksAtAnEnvironmentWhoseSecretsAreNotToBeHad() {
    running(referring());
    secrets.losing(TOKEN);

    assertTrue(
        ok(deployer.status(DEMO, OPTIONS)).checks().stream()
            .anyMatch(check -> check.id().equals("secret.reference")));
    assertTrue(
        ok(deployer.test(DEMO, TestOptions.standard(), OPTIONS)).checks().stream()
            .anyMatch(check -> check.id().equals("secret.reference")));
  }

  @Test
  void saysOfEachReferenceWhetherItResolves() {
    secrets.losing(GRAFANA);

    List<String> answers =
        ok(deployer.doctor(DoctorOptions.of(referring()), OPTIONS)).prerequisites().stream()
            .map(each -> each.result())
            .filter(result -> result.id().equals("secret.reference"))
            .map(result -> result.subject() + " " + result.status())
            .toList();

    assertEquals(
        List.of(
            "/tracker/core/database/password PASS",
            "/tracker/core/database/root_password PASS",
            "/tracker/http_api/admin_token PASS",
            "/grafana/admin_password FAIL"),
        answers);
    assertEquals(0, secrets.drawn());
  }
}
