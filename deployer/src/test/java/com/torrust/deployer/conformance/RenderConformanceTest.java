package com.torrust.deployer.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RenderConformanceTest {

  private static final List<Deviation> DEVIATIONS =
      Deviation.read(Json.read(RenderCase.resource("deviations.json")));

  private final Renderer renderer = Rendering.renderer();
  private final Set<String> used = new TreeSet<>();
  private final List<String> disagreements = new ArrayList<>();

  @Test
  void everyCaseAgreesAndEveryDeviationIsNeeded() {
    List<RenderCase> cases = RenderCase.all();
    int agreeing = 0;
    for (RenderCase one : cases) {
      List<String> differences = differences(one);
      if (differences.isEmpty()) {
        agreeing++;
      }
      differences.forEach(difference -> disagreements.add(one.name() + " " + difference));
    }
    System.out.println("render: " + agreeing + " of " + cases.size() + " cases agree");
    assertEquals("", String.join("\n", disagreements));
    assertEquals(Set.of(), unused(), "deviations that no case needs");
  }

  private List<String> differences(RenderCase one) {
    Either<List<Finding>, EnvironmentConfig> decoded = one.decode();
    if (decoded.isLeft()) {
      return refused(one, decoded.getLeft());
    }
    Artifacts artifacts =
        renderer
            .render(RenderCase.request(decoded.get()))
            .getOrElseThrow(error -> new AssertionError(one.name() + ": " + error.message()));
    ObjectNode ours = RenderedModel.of(artifacts, one.facts().contains("ROOT_PASSWORD_GENERATED"));
    ours.put("outcome", "rendered");
    ObjectNode expected =
        one.expectsRefusal() ? ours.deepCopy() : one.expected().path("model").deepCopy();
    expected.put("outcome", one.expected().path("outcome").asText());
    if (expected.path("caddy") instanceof ObjectNode caddy) {
      // Needs the real program; the lane of real readers compares it.
      caddy.remove("adapted");
    }
    return judge(one, expected, ours);
  }

  private List<String> refused(RenderCase one, List<Finding> findings) {
    ObjectNode ours = Json.object().put("outcome", "refused");
    JsonNode expected = Json.object().put("outcome", one.expected().path("outcome").asText());
    List<Deviation> outcomes =
        DEVIATIONS.stream().map(deviation -> deviation.at("/outcome")).toList();
    ModelComparison comparison =
        ModelComparison.of(one.config(), one.facts(), expected, ours, outcomes);
    used.addAll(comparison.used());
    return comparison.differences().stream()
        .map(difference -> difference + " " + findings)
        .toList();
  }

  private List<String> judge(RenderCase one, JsonNode expected, ObjectNode ours) {
    ModelComparison comparison =
        ModelComparison.of(one.config(), one.facts(), expected, ours, DEVIATIONS);
    used.addAll(comparison.used());
    return comparison.differences();
  }

  private Set<String> unused() {
    Set<String> unused = new TreeSet<>();
    DEVIATIONS.stream().map(Deviation::id).filter(id -> !used.contains(id)).forEach(unused::add);
    return unused;
  }
}
