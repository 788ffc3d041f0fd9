package com.torrust.deployer.adapters.tofu.internal.lxd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LxdReachTest {

  @TempDir private Path folder;

  private DeployError withoutLxd(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("LXD_SOCKET", folder.resolve("unix.socket").toString());
    return LxdReach.ask(variables, Cancellation.create()).getLeft();
  }

  @Test
  void saysInTheImageHowAContainerIsGivenTheSocket() {
    DeployError inside = withoutLxd(Map.of("TORRUST_DEPLOYER_IMAGE", "1"));
    assertEquals("provider.unreachable", inside.code().value());
    assertTrue(inside.remedies().toString().contains("--group-add"), inside.toString());

    DeployError outside = withoutLxd(Map.of());
    assertEquals("provider.unreachable", outside.code().value());
    assertFalse(outside.remedies().toString().contains("--volume"), outside.toString());
  }
}
