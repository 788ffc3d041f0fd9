package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine that an older deployer made: without label, known only from the state in the build
 * folder.
 */
class InheritedMachineTest {

  @TempDir Path folder;

  private FakeLane lane;
  private Bench bench;

  @BeforeEach
  void prepare() {
    lane = FakeLane.in(folder);
    lane.lxd().makeProfile("demo", Map.of());
    lane.lxd().begin("demo", Map.of());
    lane.lxd().finish("demo");
    lane.lxd().start("demo");
    bench = lane.bench("demo");
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private void inherit(String profile, String instance) throws IOException {
    Files.writeString(
        bench.folders().build().resolve("tofu/lxd/terraform.tfstate"),
        """
        {"version": 4, "terraform_version": "1.9.0", "resources": [
          {"mode": "managed", "type": "lxd_profile", "name": "torrust_profile",
           "instances": [{"attributes": {"name": "%s"}}]},
          {"mode": "managed", "type": "lxd_instance", "name": "torrust_vm",
           "instances": [{"attributes": {"name": "%s", "image": "debian"}}]}]}
        """
            .formatted(profile, instance));
  }

  private List<FoundResource> find() {
    return bench.provisioner().find(bench.spec(), bench.context()).get();
  }

  @Test
  void isFoundAndDestroyed() throws IOException {
    inherit("demo", "demo");
    assertEquals(
        List.of("lxd instance 'demo'", "lxd profile 'demo'"),
        find().stream().map(FoundResource::toString).toList());
    assertEquals(2, bench.provisioner().destroy(bench.spec(), bench.context()).get().size());
    assertTrue(lane.lxd().instance("demo").isEmpty());
    assertFalse(lane.lxd().hasProfile("demo"));
  }

  @Test
  void isTakenOverByProvisioning() throws IOException {
    inherit("demo", "demo");
    String uuid = lane.lxd().instance("demo").orElseThrow().uuid();
    assertTrue(bench.provisioner().check(bench.spec(), bench.context()).isRight());
    assertTrue(bench.provisioner().provision(bench.spec(), bench.context()).isRight());
    assertEquals(uuid, lane.lxd().instance("demo").orElseThrow().uuid());
    assertTrue(bench.progress().lines().contains("resource lxd instance 'demo' adopted"));
  }

  @Test
  void isSomebodyElsesWithoutTheState() {
    assertEquals(List.of(), find());
    assertEquals(List.of(), bench.provisioner().destroy(bench.spec(), bench.context()).get());
    assertTrue(lane.lxd().instance("demo").isPresent());
  }

  @Test
  void isSomebodyElsesWhenTheStateNamesAnother() throws IOException {
    inherit("other", "other");
    assertEquals(List.of(), find());
  }

  @Test
  void isSomebodyElsesWhenItCarriesAnotherLabel() throws IOException {
    lane.lxd().remove("demo");
    lane.lxd().begin("demo", Map.of("user.torrust-tracker-deployer", "demo.99999999"));
    inherit("demo", "demo");
    assertEquals(List.of(), find());
  }

  @Test
  void aStateThatCannotBeReadIsTold() throws IOException {
    Files.writeString(bench.folders().build().resolve("tofu/lxd/terraform.tfstate"), "{");
    assertEquals(List.of(), find());
    assertTrue(
        bench.progress().lines().stream()
            .anyMatch(line -> line.startsWith("warn provider.inherited_state_unreadable")),
        bench.progress().lines()::toString);
  }
}
