package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeIT {

  @TempDir Path root;

  @Test
  void composeAcceptsEveryFileAndReadsEverySecretBackLiterally() throws JsonProcessingException {
    Program docker =
        Program.onPath("docker").where("Compose plugin of Docker", "compose", "version");
    int accepted = 0;
    for (RenderedTree tree : RenderedTree.all(root)) {
      Program.Outcome outcome =
          docker.run(
              tree.folder().resolve("docker-compose"),
              Map.of(),
              "compose",
              "--profile",
              "backup",
              "config",
              "--format",
              "json");
      assertEquals(0, outcome.status(), () -> tree.name() + ": " + outcome.all());
      readBack(tree, Json.MAPPER.readTree(outcome.output()).path("services"));
      accepted++;
    }
    System.out.println("docker compose config: " + accepted + " files accepted and read back");
    assertTrue(accepted > 0);
  }

  private static void readBack(RenderedTree tree, JsonNode services) {
    EnvironmentConfig config = tree.config();
    JsonNode tracker = services.path("tracker").path("environment");
    assertEquals(
        config.tracker().httpApi().adminToken().expose(),
        value(tracker, "TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN"),
        tree.name());
    if (config.tracker().database() instanceof MysqlConfig mysql && mysql.isBundled()) {
      JsonNode server = services.path("mysql").path("environment");
      assertEquals(mysql.password().expose(), value(server, "MYSQL_PASSWORD"), tree.name());
      assertEquals(
          mysql.rootPassword().expose(), value(server, "MYSQL_ROOT_PASSWORD"), tree.name());
    }
    config
        .grafana()
        .ifPresent(
            grafana ->
                assertEquals(
                    grafana.adminPassword().expose(),
                    value(
                        services.path("grafana").path("environment"), "GF_SECURITY_ADMIN_PASSWORD"),
                    tree.name()));
  }

  /** {@code config} prints a file that is read again, so a dollar sign comes out doubled. */
  private static String value(JsonNode environment, String name) {
    return environment.path(name).asText().replace("$$", "$");
  }
}
