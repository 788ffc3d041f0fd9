package com.torrust.deployer.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.WebAccess;
import com.torrust.deployer.domain.service.ClientNetwork;
import com.torrust.deployer.testkit.data.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the rendered files do so that the tracker sees the addresses of its clients. */
class ClientAddressesTest {

  @Test
  void aListenerForIpv4IsClosedOverIpv6AndNeedsNoNetworkOfItsOwn() {
    ObjectNode file = ComposeFile.of(config("0.0.0.0:6969", "0.0.0.0:7070", "0.0.0.0:1212"));

    assertEquals(
        List.of("0.0.0.0:6969:6969/udp", "0.0.0.0:7070:7070", "0.0.0.0:1212:1212"),
        ports(file, "tracker"));
    assertFalse(file.toString().contains("ipv6"), file.toString());
  }

  @Test
  void aListenerForBothFamiliesIsPublishedInEachByItself() {
    ObjectNode file = ComposeFile.of(config("[::]:6969", "0.0.0.0:7070", "[::]:1212"));

    assertEquals(
        List.of(
            "0.0.0.0:6969:6969/udp",
            "[::]:6969:6969/udp",
            "0.0.0.0:7070:7070",
            "0.0.0.0:1212:1212",
            "[::]:1212:1212"),
        ports(file, "tracker"));
    JsonNode network = file.at("/networks/clients_tracker_network");
    assertTrue(network.path("enable_ipv6").asBoolean(), file.toString());
    String subnet = network.at("/ipam/config/0/subnet").asText();
    String address =
        file.at("/services/tracker/networks/clients_tracker_network/ipv6_address").asText();
    assertTrue(
        address.startsWith(subnet.substring(0, subnet.indexOf("::/64"))),
        address + " is not in " + subnet);
  }

  @Test
  void theNetworkForClientsComesFirstByNameBecauseDockerLeadsTrafficThroughTheFirst() {
    ObjectNode file = ComposeFile.of(config("[::]:6969", "[::]:7070", "[::]:1212"));

    List<String> names = new ArrayList<>();
    file.at("/services/tracker/networks").fieldNames().forEachRemaining(names::add);
    assertEquals("clients_tracker_network", names.stream().sorted().findFirst().orElseThrow());
  }

  @Test
  void everyFamilyHasASocketOfItsOwnInTheContainer() {
    EnvironmentConfig config = config("[::]:6969", "[2001:db8::7]:7070", "[::]:1212");
    String address =
        ComposeFile.of(config)
            .at("/services/tracker/networks/clients_tracker_network/ipv6_address")
            .asText();

    assertEquals(
        List.of("0.0.0.0:6969", "[" + address + "]:6969"),
        TrackerListeners.of(
            config.tracker().udpTrackers().get(0), ClientNetwork.of(config, Component.TRACKER)));
    assertEquals(
        List.of("[" + address + "]:7070"),
        TrackerListeners.of(
            config.tracker().httpTrackers().get(0), ClientNetwork.of(config, Component.TRACKER)));
    assertEquals("[::]:1212", TrackerListeners.httpApi(config).toString());
  }

  @Test
  void anAddressOfTheMachineIsServedThereAndIsNoneOfTheContainer() {
    EnvironmentConfig config = config("203.0.113.7:6969", "127.0.0.1:7070", "203.0.113.7:1212");

    assertEquals(
        List.of("203.0.113.7:6969:6969/udp", "203.0.113.7:1212:1212"),
        ports(ComposeFile.of(config), "tracker"));
    assertEquals(
        List.of("0.0.0.0:6969"),
        TrackerListeners.of(
            config.tracker().udpTrackers().get(0), ClientNetwork.of(config, Component.TRACKER)));
    assertEquals(
        List.of("127.0.0.1:7070"),
        TrackerListeners.of(
            config.tracker().httpTrackers().get(0), ClientNetwork.of(config, Component.TRACKER)));
    assertEquals("0.0.0.0:1212", TrackerListeners.httpApi(config).toString());
  }

  private static List<String> ports(JsonNode file, String service) {
    List<String> ports = new ArrayList<>();
    file.at("/services/" + service + "/ports").forEach(port -> ports.add(port.asText()));
    return ports;
  }

  private static EnvironmentConfig config(String udp, String http, String api) {
    EnvironmentConfig sample = Samples.config("demo");
    HttpApi given = sample.tracker().httpApi();
    return ImmutableEnvironmentConfig.copyOf(sample)
        .withTracker(
            ImmutableTrackerConfig.copyOf(sample.tracker())
                .withUdpTrackers(new UdpTracker(bind(udp), Optional.empty()))
                .withHttpTrackers(new HttpTracker(bind(http), WebAccess.direct()))
                .withHttpApi(new HttpApi(bind(api), given.adminToken(), WebAccess.direct())));
  }

  private static BindAddress bind(String text) {
    return BindAddress.parse(text).get();
  }
}
