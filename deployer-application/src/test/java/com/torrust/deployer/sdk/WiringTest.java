package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployException;
import org.junit.jupiter.api.Test;

/** What happens when the class path has no adapter. */
class WiringTest {

  @Test
  void namesTheArtifactToAddWhenAnAdapterIsMissing() {
    try (Deployer deployer = Deployer.builder().build()) {
      DeployException missing = assertThrows(DeployException.class, deployer::list);

      assertEquals("sdk.adapter_unresolved", missing.error().code().value());
      assertTrue(
          missing.error().remedies().toString().contains("deployer-adapters-local"),
          missing.error().remedies()::toString);
    }
  }
}
