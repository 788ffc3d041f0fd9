package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out before anything costs money. */
class HetznerCheckIT {

  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(10),
          Duration.ofMillis(40),
          Duration.ofMillis(400),
          Duration.ofMillis(20));

  @TempDir Path folder;

  private HetznerLane lane;

  @BeforeEach
  void prepare() {
    lane = HetznerLane.orSkip(folder);
  }

  @AfterEach
  void leaveNothing() {
    if (lane != null) {
      lane.cleanUp();
    }
  }

  private DeployError refusal(HetznerConfig config) {
    Bench bench = lane.bench(config, QUICK);
    DeployError error = bench.provisioner().check(bench.spec(), bench.context()).getLeft();
    assertTrue(!error.toString().contains(config.apiToken().expose()), "the token is in no error");
    assertEquals(0, lane.everything().size());
    return error;
  }

  private ImmutableHetznerConfig config() {
    return ImmutableHetznerConfig.copyOf(lane.config());
  }

  private static String advice(DeployError error, String pointer) {
    return error.remedies().stream()
        .filter(Remedy.EditConfiguration.class::isInstance)
        .map(Remedy.EditConfiguration.class::cast)
        .filter(remedy -> remedy.pointer().equals(pointer))
        .map(Remedy.EditConfiguration::text)
        .findFirst()
        .orElse("");
  }

  @Test
  void whatCanBeOrderedPasses() {
    Bench bench = lane.bench(lane.config(), QUICK);
    assertTrue(bench.provisioner().check(bench.spec(), bench.context()).isRight());
  }

  @Test
  void aTokenOfAnotherLengthIsRefusedUnasked() {
    DeployError error = refusal(config().withApiToken(Secret.of("short")));
    assertEquals("provider.auth", error.code().value());
    assertEquals("5", error.facts().get("actual"));
  }

  @Test
  void aTokenThatIsNotAcceptedIsSaidToBeThat() {
    DeployError error = refusal(config().withApiToken(Secret.of("x".repeat(64))));
    assertEquals("provider.auth", error.code().value());
    assertEquals(ErrorKind.PROVIDER, error.kind());
  }

  @Test
  void aTypeThatWasRetiredIsRefusedWithItsSuccessor() {
    DeployError error = refusal(config().withServerType("cx22"));
    assertEquals("provider.type_unavailable", error.code().value());
    assertTrue(advice(error, "/provider/server_type").startsWith("one of 'cx23'"), error::toString);
  }

  @Test
  void aTypeThatDoesNotExistIsRefusedWithNearNames() {
    DeployError error = refusal(config().withServerType("cx32x"));
    assertEquals("provider.type_unavailable", error.code().value());
    assertTrue(advice(error, "/provider/server_type").contains("'cx33'"), error::toString);
  }

  @Test
  void aTypeThatIsSoldOutIsRefusedWithOtherPlacesAndTypes() {
    DeployError error = refusal(config().withServerType("cax11").withLocation("nbg1"));
    assertEquals("provider.type_unavailable", error.code().value());
    assertEquals("one of 'fsn1', 'hel1'", advice(error, "/provider/location"));
    assertTrue(advice(error, "/provider/server_type").contains("'cx23'"), error::toString);
  }

  @Test
  void aTypeThatIsNotOfferedThereIsRefused() {
    DeployError error = refusal(config().withLocation("ash"));
    assertEquals("provider.type_unavailable", error.code().value());
    assertEquals("one of 'fsn1', 'hel1', 'nbg1'", advice(error, "/provider/location"));
  }

  @Test
  void aLocationThatDoesNotExistIsRefusedWithNearNames() {
    DeployError error = refusal(config().withLocation("nbg2"));
    assertEquals("provider.location_unavailable", error.code().value());
    assertEquals("one of 'nbg1'", advice(error, "/provider/location"));
  }

  @Test
  void anImageThatIsNotThereForTheArchitectureIsRefused() {
    DeployError error =
        refusal(config().withServerType("cax11").withLocation("fsn1").withImage("debian-12"));
    assertEquals("provider.image_missing", error.code().value());
    assertEquals("one of 'debian-13'", advice(error, "/provider/image"));
  }

  @Test
  void aNameOfSomebodyElseIsRefused() {
    lane.send("POST", "/firewalls", "{\"name\": \"" + lane.name() + "-firewall\"}");
    Bench bench = lane.bench(lane.config(), QUICK);
    DeployError error = bench.provisioner().check(bench.spec(), bench.context()).getLeft();
    assertEquals("provider.name_taken", error.code().value());
    assertEquals("hetzner firewall " + lane.name() + "-firewall", error.facts().get("resource"));
  }

  @Test
  void whatPassesIsSatOutAndTold() {
    lane.disturb("{\"kind\": \"unavailable\", \"path\": \"/locations\", \"times\": 2}");
    lane.disturb("{\"kind\": \"garbage\", \"path\": \"/server_types\"}");
    Bench bench = lane.bench(lane.config(), QUICK);
    assertTrue(bench.provisioner().check(bench.spec(), bench.context()).isRight());
    assertEquals(
        3,
        bench.progress().lines().stream()
            .filter(line -> line.startsWith("retry provision.check"))
            .count());
  }

  @Test
  void anEndlessLimitEnds() {
    lane.disturb("{\"kind\": \"rate_limit\", \"times\": -1}");
    Bench bench = lane.bench(lane.config(), QUICK);
    DeployError error = bench.provisioner().check(bench.spec(), bench.context()).getLeft();
    assertEquals("provider.rate_limited", error.code().value());
  }
}
