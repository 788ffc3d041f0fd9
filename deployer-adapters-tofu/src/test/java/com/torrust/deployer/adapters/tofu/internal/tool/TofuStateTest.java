package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.internal.tool.TofuState.Damaged;
import com.torrust.deployer.adapters.tofu.internal.tool.TofuState.Recorded;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TofuStateTest {

  static final String WHOLE =
      """
      {"version": 4, "terraform_version": "1.12.6", "serial": 3, "lineage": "x",
       "outputs": {"instance_info": {"type": "dynamic", "value":
         {"name": "demo", "image": "debian", "status": "Running", "ip_address": "192.0.2.10", "ipv6_address": null}}},
       "resources": [
         {"mode": "data", "type": "lxd_info", "name": "x", "instances": [{"attributes": {}}]},
         {"mode": "managed", "type": "lxd_instance", "name": "machine",
          "instances": [{"schema_version": 0, "attributes": {"name": "demo", "image": "debian"}}]},
         {"mode": "managed", "type": "hcloud_ssh_key", "name": "deployer",
          "instances": [{"index_key": 0, "attributes": {"id": "42"}}]}]}
      """;

  private static final CloudResource INSTANCE =
      new CloudResource(
          new FoundResource("lxd instance", "demo", "demo"),
          "lxd_instance.machine",
          "demo,image=debian",
          "name",
          Map.of("name", "demo", "image", "debian"));

  private static Recorded recorded(String text) {
    return assertInstanceOf(Recorded.class, TofuState.parse(text));
  }

  @Test
  void aWholeStateKnowsItsMachine() {
    Recorded state = recorded(WHOLE);
    assertTrue(state.knows(INSTANCE));
    assertEquals(
        List.of("lxd_instance.machine", "hcloud_ssh_key.deployer[0]"),
        state.resources().stream().map(TofuState.RecordedResource::address).toList());
    InstanceInfo info = state.instanceInfo().get();
    assertEquals("192.0.2.10", info.address().orElseThrow().value());
    assertTrue(info.ipv6().isEmpty());
  }

  @Test
  void aTaintedMachineIsNotKnownButNamed() {
    Recorded state =
        recorded(WHOLE.replace("{\"schema_version\": 0,", "{\"status\": \"tainted\","));
    assertFalse(state.knows(INSTANCE));
    assertTrue(state.resources().get(0).names(INSTANCE));
  }

  @Test
  void aMachineWithoutItsImageIsNotKnown() {
    assertFalse(
        recorded(WHOLE.replace("\"image\": \"debian\"}}", "\"image\": null}}")).knows(INSTANCE));
  }

  @Test
  void anotherMachineIsNeitherKnownNorNamed() {
    Recorded state =
        recorded(
            WHOLE.replace(
                "{\"name\": \"demo\", \"image\": \"debian\"}}", "{\"name\": \"other\"}}"));
    assertFalse(state.knows(INSTANCE));
    assertFalse(state.resources().get(0).names(INSTANCE));
  }

  @Test
  void whatAKilledOpenTofuLeavesIsDamaged() {
    for (String text :
        List.of(
            "",
            "\n",
            WHOLE.substring(0, 200),
            "[]",
            "{}",
            WHOLE.replace("\"version\": 4", "\"version\": 5"))) {
      assertInstanceOf(Damaged.class, TofuState.parse(text), text);
    }
  }

  @Test
  void anOutputThatIsMissingOrWrongIsSaidToBeThat() {
    assertEquals(
        "output 'instance_info' is missing", recorded("{\"version\": 4}").instanceInfo().getLeft());
    assertEquals(
        "output 'instance_info' has no text 'status'",
        recorded(WHOLE.replace("\"status\": \"Running\"", "\"status\": 1"))
            .instanceInfo()
            .getLeft());
    assertEquals(
        "output 'instance_info' has 'nowhere' for an IP address",
        recorded(WHOLE.replace("192.0.2.10", "nowhere")).instanceInfo().getLeft());
  }
}
