package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TofuVersionTest {

  private static TofuVersion version(String text) {
    return TofuVersion.parse(
            "{\"terraform_version\": \"" + text + "\", \"platform\": \"linux_amd64\"}")
        .orElseThrow();
  }

  @Test
  void comparesByTheFirstTwoNumbers() {
    assertTrue(version("1.8.0").isAtLeast(TofuVersion.OLDEST));
    assertTrue(version("1.12.6-dev").isAtLeast(TofuVersion.OLDEST));
    assertTrue(version("2.0.0").isAtLeast(TofuVersion.SHARED_CACHE));
    assertTrue(version("1.8.0-rc1").isAtLeast(TofuVersion.OLDEST));
    assertFalse(version("1.7.9").isAtLeast(TofuVersion.OLDEST));
    assertFalse(version("1.9.1").isAtLeast(TofuVersion.SHARED_CACHE));
  }

  @Test
  void whatIsNoVersionIsNone() {
    for (String output :
        new String[] {
          "",
          "OpenTofu v1.12.6",
          "{}",
          "[]",
          "{\"terraform_version\": 1}",
          "{\"terraform_version\": \"v1\"}"
        }) {
      assertEquals(Optional.empty(), TofuVersion.parse(output), output);
    }
  }
}
