package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaddyIT {

  @TempDir Path root;

  @Test
  void caddyAcceptsEveryFileAndReadsWhatTheReferenceMeans() throws JsonProcessingException {
    Program caddy = Program.onPath("caddy");
    Map<String, String> home = Map.of("HOME", root.toString(), "XDG_DATA_HOME", root.toString());
    String version = Json.read(RenderCase.resource("render/meta.json")).path("caddy").asText();
    boolean comparable = caddy.run(root, home, "version").output().strip().startsWith(version);
    int accepted = 0;
    int compared = 0;
    for (RenderedTree tree : RenderedTree.all(root)) {
      Optional<Path> file = tree.file("caddy/Caddyfile");
      if (file.isPresent()) {
        String path = file.get().toString();
        Program.Outcome valid =
            caddy.run(root, home, "validate", "--adapter", "caddyfile", "--config", path);
        assertEquals(0, valid.status(), () -> tree.name() + ": " + valid.all());
        accepted++;
        JsonNode expected =
            tree.renderCase().expected().path("model").path("caddy").path("adapted");
        if (comparable && !expected.isMissingNode()) {
          Program.Outcome adapted =
              caddy.run(root, home, "adapt", "--adapter", "caddyfile", "--config", path);
          assertEquals(
              expected, withoutAnswerHeaders(Json.MAPPER.readTree(adapted.output())), tree.name());
          compared++;
        }
      }
    }
    System.out.println(
        "caddy: " + accepted + " files accepted, " + compared + " adapted as the reference's");
    assertTrue(accepted > 0);
  }

  /** The reference sets none, see the table of deviations. */
  private static JsonNode withoutAnswerHeaders(JsonNode tree) {
    for (JsonNode handle : tree.findValues("handle")) {
      Iterator<JsonNode> handlers = handle.elements();
      while (handlers.hasNext()) {
        JsonNode handler = handlers.next();
        if (handler.path("handler").asText().equals("headers") && handler.has("response")) {
          handlers.remove();
        } else {
          withoutAnswerHeaders(handler);
        }
      }
    }
    return tree;
  }
}
