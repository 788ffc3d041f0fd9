package com.torrust.deployer.domain.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.service.Configs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressRulesTest {

  private static final List<String> IPV4 = List.of("203.0.113.7");
  private static final List<String> DUAL = List.of("203.0.113.7", "2001:db8::7");

  @Test
  void listenersForIpv6AreRefusedWhereItIsSwitchedOff() {
    assertEquals(List.of("BLOCKING machine.ipv6_missing"), findings("[::]:6969", IPV4, true));
    assertEquals(List.of("FINE machine.ipv6_off"), findings("0.0.0.0:6969", IPV4, true));
  }

  @Test
  void aMachineWithoutAnAddressOfTheFamilyIsToldApartFromOneThatIsClosedOverIt() {
    assertEquals(List.of("WARNING machine.ipv6_unaddressed"), findings("[::]:6969", IPV4, false));
    assertEquals(List.of("WARNING machine.ipv6_unused"), findings("0.0.0.0:6969", DUAL, false));
    assertEquals(List.of(), findings("[::]:6969", DUAL, false));
    assertEquals(List.of(), findings("0.0.0.0:6969", IPV4, false));
  }

  @Test
  void anAddressThatTheMachineDoesNotHaveIsRefused() {
    assertEquals(
        List.of("BLOCKING machine.address_missing"), findings("203.0.113.8:6969", IPV4, false));
    assertEquals(List.of(), findings("[2001:DB8:0::7]:6969", DUAL, false));
  }

  @Test
  void nothingIsSaidOfAMachineWhoseAddressesAreUnknown() {
    assertEquals(List.of(), findings("203.0.113.8:6969", List.of(), false));
    assertEquals(List.of(), findings("[::]:6969", List.of(), false));
  }

  private static List<String> findings(String udp, List<String> addresses, boolean isOff) {
    EnvironmentConfig config =
        Configs.config(List.of(Configs.udp(udp)), List.of(), Configs.api("127.0.0.1:1212", false));
    return AddressRules.findings(
            new NetworkFacts("demo", true, isOff, addresses, addresses, Optional.empty()), config)
        .map(finding -> finding.severity() + " " + finding.code().value())
        .toList();
  }
}
