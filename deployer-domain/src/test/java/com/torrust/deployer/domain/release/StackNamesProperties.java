package com.torrust.deployer.domain.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StackNamesProperties {

  @Provide
  Arbitrary<EnvironmentName> environments() {
    return Arbitraries.strings()
        .withChars("abcxyz019-")
        .ofMinLength(1)
        .ofMaxLength(44)
        .filter(text -> EnvironmentName.parse(text).isRight())
        .map(text -> EnvironmentName.parse(text).get());
  }

  @Property(tries = 500)
  void areAcceptedByComposeAndByTheKernel(@ForAll("environments") EnvironmentName name) {
    StackNames names = StackNames.of(name);
    assertTrue(names.project().matches("[a-z0-9][a-z0-9_-]*"), names.project());
    assertTrue(names.bridge("metric").matches("tt[0-9a-f]{6}-metric"), names.bridge("metric"));
    assertTrue(names.bridge("metric").length() <= 15, names.bridge("metric"));
  }

  @Property(tries = 500)
  void tellTwoEnvironmentsApart(
      @ForAll("environments") EnvironmentName one, @ForAll("environments") EnvironmentName other) {
    Assume.that(!one.equals(other));
    assertNotEquals(StackNames.of(one).project(), StackNames.of(other).project());
    assertNotEquals(StackNames.of(one).bridgePrefix(), StackNames.of(other).bridgePrefix());
  }

  @Example
  void stayTheSameFromVersionToVersion() {
    StackNames names = StackNames.of(EnvironmentName.parse("production").get());
    assertEquals(new StackNames("torrust-production", "ttab8e18-"), names);
    assertEquals("ttab8e18-*", names.bridgePattern());
  }

  @Example
  void refuseABridgeWhoseNameTheKernelWouldRefuse() {
    StackNames names = StackNames.of(EnvironmentName.parse("production").get());
    assertThrows(IllegalArgumentException.class, () -> names.bridge("metrics"));
    assertThrows(IllegalArgumentException.class, () -> names.bridge(""));
  }
}
