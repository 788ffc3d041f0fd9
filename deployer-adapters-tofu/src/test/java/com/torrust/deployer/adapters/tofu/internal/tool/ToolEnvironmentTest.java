package com.torrust.deployer.adapters.tofu.internal.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolEnvironmentTest {

  @Test
  void passesOnByNameOnly() {
    Map<String, String> environment =
        ToolEnvironment.of(
            Map.of(
                "PATH", "/usr/bin",
                "HCLOUD_ENDPOINT", "http://127.0.0.1/v1",
                "HCLOUD_TOKEN", "not for everybody",
                "AWS_SECRET_ACCESS_KEY", "nor this",
                "TF_LOG", "trace",
                "TF_VAR_label", "other",
                "TF_CLI_ARGS", "-lock=false"));
    assertEquals("/usr/bin", environment.get("PATH"));
    assertEquals("http://127.0.0.1/v1", environment.get("HCLOUD_ENDPOINT"));
    for (String name :
        new String[] {
          "HCLOUD_TOKEN", "AWS_SECRET_ACCESS_KEY", "TF_LOG", "TF_VAR_label", "TF_CLI_ARGS"
        }) {
      assertFalse(environment.containsKey(name), name);
    }
  }

  @Test
  void asksNobodyForNews() {
    assertEquals("1", ToolEnvironment.of(Map.of()).get("CHECKPOINT_DISABLE"));
  }

  @Test
  void keepsPlugInsWhereTheCallerSaysElseInTheUsersCache() {
    assertEquals(
        Optional.of(Path.of("/plugins")),
        ToolEnvironment.pluginCache(
            Map.of("TF_PLUGIN_CACHE_DIR", "/plugins", "HOME", "/home/alice")));
    assertEquals(
        Optional.of(Path.of("/cache/torrust-tracker-deployer/tofu-plugins")),
        ToolEnvironment.pluginCache(Map.of("XDG_CACHE_HOME", "/cache", "HOME", "/home/alice")));
    assertEquals(
        Optional.of(Path.of("/home/alice/.cache/torrust-tracker-deployer/tofu-plugins")),
        ToolEnvironment.pluginCache(Map.of("HOME", "/home/alice")));
    assertEquals(Optional.empty(), ToolEnvironment.pluginCache(Map.of()));
  }
}
