package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.BindAddress;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.TrackerRelease;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerIT {

  /**
   * In a network of its own, so that ports are free and every configured address exists. The
   * database is a file here even where the configuration names a server: all the rest of the file
   * counts.
   */
  private static final String SCRIPT =
      """
      set -eu
      ip link set lo up
      for address in $ADDRESSES; do ip address add "$address" dev lo nodad; done
      "$TRACKER" >"$LOG" 2>&1 &
      tracker=$!
      attempts=0
      until "$HEALTH" "http://$HEALTH_API/health_check" >/dev/null 2>&1; do
        attempts=$((attempts + 1))
        kill -0 "$tracker" 2>/dev/null && [ "$attempts" -lt 200 ] || { cat "$LOG"; exit 1; }
        sleep 0.05
      done
      kill -INT "$tracker"
      wait "$tracker"
      """;

  private static final Pattern LISTENER =
      Pattern.compile("bind_address = \"\\[?([0-9a-f.:]+?)]?:[0-9]+\"");

  @TempDir Path root;

  @Test
  void theTrackerStartsOnEveryConfigurationOfItsSchemaGetsHealthyAndEnds() {
    Program tracker = Program.named("TORRUST_SANDBOX_TRACKER", "tracker 3.0.0");
    Program unshare = Program.onPath("unshare").where("network namespace", "--net", "true");
    Set<String> texts = new HashSet<>();
    for (RenderedTree tree : RenderedTree.all(root)) {
      TrackerConfig config = tree.config().tracker();
      String text = tree.artifacts().find("tracker/tracker.toml").orElseThrow().text();
      // Many cases have the same file; one start of each is enough.
      if (config.release() == TrackerRelease.V3_0_0 && texts.add(text)) {
        Program.Outcome outcome =
            unshare.run(
                root, variables(tree, config, text, tracker.file()), "--net", "bash", "-c", SCRIPT);
        assertEquals(0, outcome.status(), () -> tree.name() + ": " + outcome.all());
      }
    }
    System.out.println(
        "tracker 3.0.0: started, healthy and ended on " + texts.size() + " different files");
    assertTrue(texts.size() > 0);
  }

  private static Map<String, String> variables(
      RenderedTree tree, TrackerConfig config, String text, Path tracker) {
    return Map.of(
        "TRACKER", tracker.toString(),
        "HEALTH", tracker.resolveSibling("http_health_check").toString(),
        "HEALTH_API", reachable(config.healthCheckApi().bindAddress()),
        "LOG", tree.folder().resolve("tracker.log").toString(),
        "ADDRESSES", addresses(text),
        "TORRUST_TRACKER_CONFIG_TOML_PATH",
            tree.file("tracker/tracker.toml").orElseThrow().toString(),
        "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__DRIVER", "sqlite3",
        "TORRUST_TRACKER_CONFIG_OVERRIDE_CORE__DATABASE__PATH",
            tree.folder().resolve("tracker.db").toString(),
        "TORRUST_TRACKER_CONFIG_OVERRIDE_HTTP_API__ACCESS_TOKENS__ADMIN", "token");
  }

  private static String reachable(BindAddress address) {
    return address.isWildcard() ? "localhost:" + address.port() : address.toString();
  }

  /** As the file has them: in the container a listener has an address of the clients' network. */
  private static String addresses(String text) {
    return LISTENER
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(address -> !address.equals("::") && !address.equals("0.0.0.0"))
        .filter(address -> !address.equals("::1") && !address.startsWith("127."))
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
