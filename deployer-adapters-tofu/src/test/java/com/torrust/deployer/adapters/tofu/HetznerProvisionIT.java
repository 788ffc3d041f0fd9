package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a server with the real OpenTofu and the sandbox's API, whatever the API does in
 * between.
 */
@Tag("thorough")
class HetznerProvisionIT {

  @TempDir Path folder;

  private HetznerLane lane;
  private Bench bench;

  @BeforeEach
  void prepare() {
    lane = HetznerLane.orSkip(folder);
    bench = lane.bench();
  }

  @AfterEach
  void leaveNothing() {
    if (lane != null) {
      Processes.in(bench.folders().tofu(), "tofu").forEach(Processes::kill);
      lane.cleanUp();
    }
  }

  /** As another process would do it. */
  private Either<DeployError, Machine> tryProvision() {
    bench = lane.bench();
    return bench.provisioner().provision(bench.spec(), bench.context());
  }

  private Machine provision() {
    return tryProvision().getOrElseThrow(error -> new AssertionError(error.toString()));
  }

  private void assertDestroyLeavesNothing() {
    bench = lane.bench();
    bench
        .provisioner()
        .destroy(bench.spec(), bench.context())
        .getOrElseThrow(error -> new AssertionError(error.toString()));
    assertEquals(List.of(), lane.everything());
  }

  private Path state() {
    return bench.folders().tofu().resolve("terraform.tfstate");
  }

  private boolean wasTold(String beginning) {
    return bench.progress().lines().stream().anyMatch(line -> line.startsWith(beginning));
  }

  @Test
  void makesAServerOnceWithItsFirewallAndLeavesNothingBehind() throws IOException {
    Machine machine = provision();
    JsonNode server = lane.named("servers").get(0);
    assertEquals(machine.providerId(), Optional.of(server.path("id").asText()));
    assertEquals(
        machine.address().value(), server.path("public_net").path("ipv4").path("ip").asText());
    assertTrue(machine.otherAddress().isPresent());
    for (String collection : List.of("servers", "firewalls", "ssh_keys")) {
      assertEquals(
          bench.spec().label().value(),
          lane.named(collection).get(0).path("labels").path(Label.KEY).asText());
    }
    assertEquals(
        List.of("tcp 1212", "tcp 22", "tcp 7070", "udp 6969"),
        StreamSupport.stream(lane.named("firewalls").get(0).path("rules").spliterator(), false)
            .map(rule -> rule.path("protocol").asText() + " " + rule.path("port").asText())
            .sorted()
            .toList());
    assertEquals(1, server.path("public_net").path("firewalls").size());

    assertEquals(machine, provision());
    assertTrue(!wasTold("resource hcloud_server.machine"), "nothing was changed");

    String id = lane.serverId();
    Files.delete(state());
    lane.send("POST", "/servers/" + id + "/actions/poweroff", "{}");
    provision();
    assertEquals(id, lane.serverId(), "lost state, switched off");
    assertEquals("running", lane.named("servers").get(0).path("status").asText());
    assertDestroyLeavesNothing();
  }

  @Test
  void changesTheTypeOfAServerInPlaceAndKeepsItsDisk() {
    Machine machine = provision();
    JsonNode before = lane.named("servers").get(0);
    for (String type : List.of("cx33", "cx23")) {
      bench =
          lane.bench(
              ImmutableHetznerConfig.copyOf(lane.config()).withServerType(type), Pace.standard());
      assertTrue(bench.provisioner().check(bench.spec(), bench.context()).isRight(), type);
      Machine changed =
          bench
              .provisioner()
              .provision(bench.spec(), bench.context())
              .getOrElseThrow(error -> new AssertionError(error.toString()));

      JsonNode server = lane.named("servers").get(0);
      assertEquals(machine.address(), changed.address());
      assertEquals(machine.providerId(), changed.providerId());
      assertEquals(type, server.path("server_type").path("name").asText());
      assertEquals("running", server.path("status").asText());
      assertEquals(before.path("primary_disk_size"), server.path("primary_disk_size"));
    }
    assertDestroyLeavesNothing();
  }

  @Test
  void theServiceIsAwayAndTheAnswerToTheOrderIsLost() {
    lane.disturb("{\"kind\": \"unavailable\", \"method\": \"POST\", \"path\": \"/servers\"}");
    lane.disturb("{\"kind\": \"cut_after\", \"method\": \"POST\", \"path\": \"/servers\"}");
    provision();
    assertEquals(1, lane.named("servers").size());
    assertTrue(wasTold("retry provision.tofu-apply"), bench.progress().lines()::toString);
    assertTrue(
        wasTold("resource hetzner server '" + lane.name() + "' adopted"),
        bench.progress().lines()::toString);
    String switched = "/servers/" + lane.serverId() + "/actions/power";
    assertFalse(
        lane.requests().stream().anyMatch(path -> path.startsWith(switched)),
        "it was switched off in its first boot");
    lane.disturb("{\"kind\": \"locked\", \"method\": \"DELETE\", \"path\": \"/servers/*\"}");
    assertDestroyLeavesNothing();
  }

  @Test
  void aLimitIsSaidToBeThatAndAKeyOfTheProjectIsUsedAndStays() {
    String own = lane.name() + "-own";
    lane.send(
        "POST",
        "/ssh_keys",
        "{\"name\": \"" + own + "\", \"public_key\": \"" + Bench.PUBLIC_KEY + "\"}");
    lane.disturb(
        "{\"kind\": \"quota\", \"method\": \"POST\", \"path\": \"/servers\", \"times\": -1}");
    DeployError error = tryProvision().getLeft();
    assertEquals("provider.quota", error.code().value());
    assertEquals(List.of("hetzner firewall '" + lane.name() + "-firewall'"), error.sideEffects());
    assertTrue(!error.toString().contains(lane.config().apiToken().expose()));
    lane.calm();
    bench = lane.bench();
    assertTrue(bench.provisioner().destroy(bench.spec(), bench.context()).isRight());
    assertEquals(List.of("ssh_keys/" + own), lane.everything());
  }

  @Test
  void theDeployerAndTofuAreKilledWhileTheServerIsMade() throws Exception {
    Process deployer =
        Processes.java(ProvisionMain.class, "hetzner", folder.toString(), lane.name());
    Processes.await("a server", lane::hasServer);
    String id = lane.serverId();
    Processes.kill(deployer.toHandle());
    Processes.in(bench.folders().tofu(), "tofu").forEach(Processes::kill);
    provision();
    assertEquals(id, lane.serverId());
    assertEquals(1, lane.named("servers").size());
    assertDestroyLeavesNothing();
  }

  @Test
  void aServerOfAnOlderDeployerIsTakenOver() throws IOException {
    JsonNode key =
        lane.send(
            "POST",
            "/ssh_keys",
            "{\"name\": \""
                + lane.name()
                + "-ssh-key\", \"public_key\": \""
                + Bench.PUBLIC_KEY
                + "\"}");
    lane.send(
        "POST",
        "/servers",
        "{\"name\": \""
            + lane.name()
            + "\", \"server_type\": \"cx23\", \"location\": \"nbg1\", \"image\": \"debian-13\"}");
    String id = lane.serverId();
    Files.writeString(
        bench.folders().build().resolve("tofu/hetzner/terraform.tfstate"),
        """
        {"version": 4, "resources": [
          {"mode": "managed", "type": "hcloud_ssh_key", "name": "torrust",
           "instances": [{"attributes": {"name": "%1$s-ssh-key", "id": "%2$s"}}]},
          {"mode": "managed", "type": "hcloud_server", "name": "torrust_server",
           "instances": [{"attributes": {"name": "%1$s", "id": "%3$s"}}]}]}
        """
            .formatted(lane.name(), key.path("ssh_key").path("id").asText(), id));
    assertTrue(bench.provisioner().check(bench.spec(), bench.context()).isRight());
    provision();
    assertEquals(id, lane.serverId());
    assertEquals(1, lane.named("ssh_keys").size());
    assertEquals(1, lane.named("servers").get(0).path("public_net").path("firewalls").size());
    assertDestroyLeavesNothing();
  }
}
