package com.torrust.deployer.templates.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.port.Renderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Prints how fast configurations are judged and rendered; nothing depends on the figures. */
class RenderSpeedIT {

  private static final int WARM_UP_ROUNDS = 10;
  private static final int ROUNDS = 10;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Renderer renderer = Rendering.renderer();
  private long characters;

  @Test
  void tellsConfigurationsPerSecondOfOneCore() {
    List<RenderCase> cases =
        RenderCase.all().stream().filter(one -> one.decode().isRight()).toList();
    measure(cases, WARM_UP_ROUNDS);
    print("the conformance cases", cases.size() * ROUNDS, measure(cases, ROUNDS));
    for (int listeners : List.of(2, 20, 200)) {
      List<RenderCase> one = List.of(withListeners(cases.get(0), listeners));
      measure(one, WARM_UP_ROUNDS);
      print(listeners + " listeners", ROUNDS * 10, measure(one, ROUNDS * 10));
    }
    assertTrue(characters > 0);
  }

  private static void print(String what, int count, long nanos) {
    System.out.printf(
        Locale.ROOT,
        "validated and rendered: %s: %.0f configurations per second of one core%n",
        what,
        count * 1e9 / nanos);
  }

  private long measure(List<RenderCase> cases, int rounds) {
    long begin = threads.getCurrentThreadCpuTime();
    for (int round = 0; round < rounds; round++) {
      for (RenderCase one : cases) {
        characters +=
            renderer.render(RenderCase.request(one.decode().get())).get().files().stream()
                .mapToInt(file -> file.text().length())
                .sum();
      }
    }
    return threads.getCurrentThreadCpuTime() - begin;
  }

  private static RenderCase withListeners(RenderCase base, int listeners) {
    ObjectNode config = base.config().deepCopy();
    ObjectNode tracker = config.withObjectProperty("tracker");
    ArrayNode udp = tracker.putArray("udp_trackers");
    ArrayNode http = tracker.putArray("http_trackers");
    for (int i = 0; i < listeners; i += 2) {
      udp.addObject().put("bind_address", "0.0.0.0:" + (10_000 + i));
      http.addObject().put("bind_address", "0.0.0.0:" + (20_000 + i));
    }
    return new RenderCase(base.name(), config, base.expected());
  }
}
