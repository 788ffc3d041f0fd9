package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.port.Renderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how fast configurations are judged and rendered; nothing depends on the figures. */
@Tag("long")
class RenderSpeedIT {

  private static final int RUNS = 5;
  private static final int ROUNDS = 15;
  private static final int LISTENERS_IN_A_RUN = 4000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Renderer renderer = Rendering.renderer();
  private long characters;

  @Test
  void tellsConfigurationsPerSecondOfOneCoreAndWhatEachListenerCosts() {
    List<RenderCase> cases =
        RenderCase.all().stream().filter(one -> one.decode().isRight()).toList();
    tell("the conformance cases", perSecond(cases, ROUNDS));
    double fewest = 0;
    for (int listeners : List.of(2, 20, 200, 2000)) {
      double rate =
          perSecond(
              List.of(withListeners(cases.get(0), listeners)), LISTENERS_IN_A_RUN / listeners);
      tell(listeners + " listeners", rate);
      fewest = fewest == 0 ? rate : fewest;
      System.out.printf(
          Locale.ROOT,
          "  %.0f %% of the rate with 2; %.1f microseconds for each listener more%n",
          100 * rate / fewest,
          listeners == 2 ? 0 : (1e6 / rate - 1e6 / fewest) / (listeners - 2));
    }
    assertTrue(characters > 0);
  }

  private static void tell(String what, double rate) {
    System.out.printf(
        Locale.ROOT,
        "validated and rendered: %s: %.0f configurations per second of one core%n",
        what,
        rate);
  }

  /** The median of a few measurements, after as many that are thrown away. */
  private double perSecond(List<RenderCase> cases, int rounds) {
    for (int run = 0; run < RUNS; run++) {
      measure(cases, rounds);
    }
    double[] rates =
        IntStream.range(0, RUNS)
            .mapToDouble(run -> cases.size() * rounds * 1e9 / measure(cases, rounds))
            .sorted()
            .toArray();
    return rates[RUNS / 2];
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
