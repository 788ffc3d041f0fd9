package com.torrust.deployer.domain.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.ClientNetwork;
import com.torrust.deployer.domain.service.Configs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkFactsTest {

  private static final EnvironmentConfig CONFIG =
      Configs.config(
          List.of(Configs.udp("[::]:6969")), List.of(), Configs.api("127.0.0.1:1212", false));

  @Test
  void findsTheAddressOfTheOtherFamilyThatComesFirst() {
    assertEquals("2001:db8::7", other("203.0.113.7", "203.0.113.7", "2001:db8::7", "2001:db8::8"));
    assertEquals("203.0.113.7", other("2001:db8::7", "10.0.0.7", "203.0.113.7"));
  }

  @Test
  void takesAPrivateAddressOnlyBesideAPrivateOne() {
    assertEquals("none", other("203.0.113.7", "203.0.113.7", "fd7a:115c:a1e0::7"));
    assertEquals("none", other("2001:db8::7", "172.31.0.7"));
    assertEquals("fd77:7e57::7", other("10.77.0.7", "fd77:7e57::7"));
    assertEquals("2001:db8::7", other("10.77.0.7", "fd77:7e57::7", "2001:db8::7"));
  }

  @Test
  void takesNoAddressOfTheStacksOwnNetworks() {
    HostAddress container = ClientNetwork.of(CONFIG, Component.TRACKER).orElseThrow().address();

    assertEquals("none", other("10.77.0.7", container.value()));
  }

  private static String other(String known, String... reachable) {
    List<String> addresses = List.of(reachable);
    return new NetworkFacts("demo", true, false, addresses, addresses, Optional.empty())
        .otherAddress(HostAddress.parse(known).orElseThrow(), CONFIG.name())
        .map(HostAddress::value)
        .orElse("none");
  }
}
