package com.torrust.deployer.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:6969, 0.0.0.0:6969",
    "0.0.0.0:07070, 0.0.0.0:7070",
    "0.0.0.0:00000000000000000000000001, 0.0.0.0:1",
    "127.0.0.1:0, 127.0.0.1:0",
    "[::]:6969, [::]:6969",
    "[0:0:0:0:0:0:0:0]:06969, [::]:6969",
    "[2001:DB8:0:0:0:0:0:17]:1212, [2001:db8::17]:1212",
    "[2001:0db8:0:0:1:0:0:1]:1, [2001:db8::1:0:0:1]:1",
    "[1:0:3:0:5:0:7:0]:1, [1:0:3:0:5:0:7:0]:1",
    "[1:2:3:4:5:6:7::]:1, [1:2:3:4:5:6:7:0]:1",
    "[fe80::1%2]:80, [fe80::1%2]:80",
    "[fe80::1%002]:80, [fe80::1%2]:80",
    "[fe80::1%0]:80, [fe80::1]:80",
    "[fe80::1%4294967295]:80, [fe80::1%4294967295]:80",
    "[::ffff:127.0.0.1]:80, [::ffff:127.0.0.1]:80",
    "[::ffff:7f00:1]:80, [::ffff:127.0.0.1]:80",
    "[::1.2.3.4]:80, [::102:304]:80",
    "[64:ff9b::192.0.2.33]:80, [64:ff9b::c000:221]:80",
  })
  void keepsTheCanonicalForm(String text, String canonical) {
    BindAddress address = BindAddress.parse(text).get();

    assertEquals(canonical, address.toString());
    assertEquals(address, BindAddress.parse(canonical).get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.0.0.0",
        ":6969",
        "localhost:6969",
        "*:6969",
        "0.0.0.0:",
        "0.0.0.0:65536",
        "0.0.0.0:99999999999",
        "256.0.0.1:1",
        "010.0.0.1:1",
        "1.2.3:1",
        "1.2.3.4.5:1",
        "::1:1212",
        " 0.0.0.0:1",
        "0.0.0.0:1 ",
        "0.0.0.0:-1",
        "0.0.0.0:+1",
        "[::1]",
        "[]:1",
        "[::1:1",
        "[:::]:1",
        "[1::2::3]:1",
        "[1:2:3:4:5:6:7:8:9]:1",
        "[12345::]:1",
        "[0.0.0.0]:1",
        "[fe80::1%eth0]:1",
        "[fe80::1%]:1",
        "[fe80::1%4294967296]:1",
        "[1.2.3.4::]:1",
        "0x7f.0.0.1:1",
        "２.0.0.0:1",
        "0.0.0.0:１",
        "[::1]:1\n"
      })
  void refusesWhatIsNoLiteralAddressWithAPort(String text) {
    assertEquals("R40", BindAddress.parse(text).getLeft().rule());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1, true, true",
    "[::1]:1, true, true",
    "[::1%3]:1, true, true",
    "127.0.0.2:1, true, false",
    "127.255.255.255:1, true, false",
    "[::ffff:127.0.0.1]:1, true, false",
    "128.0.0.1:1, false, false",
    "0.0.0.0:1, false, false",
    "[::2]:1, false, false",
  })
  void tellsLoopbackFromTheTwoLocalhosts(String text, boolean isLoopback, boolean isLocalhost) {
    BindAddress address = BindAddress.parse(text).get();

    assertEquals(isLoopback, address.isLoopback());
    assertEquals(isLocalhost, address.isLocalhost());
  }

  @Test
  void knowsTheAddressesThatStandForAll() {
    assertTrue(BindAddress.parse("0.0.0.0:1").get().isWildcard());
    assertTrue(BindAddress.parse("[::]:1").get().isWildcard());
    assertFalse(BindAddress.parse("[::1]:1").get().isWildcard());
  }

  @Test
  void keepsAMappedAddressApartFromTheAddressItMaps() {
    BindAddress mapped = BindAddress.parse("[::ffff:10.0.0.7]:1").get();

    assertTrue(mapped.isIpv6());
    assertEquals("::ffff:10.0.0.7", mapped.ip());
    assertNotEquals(BindAddress.parse("10.0.0.7:1").get(), mapped);
  }
}
