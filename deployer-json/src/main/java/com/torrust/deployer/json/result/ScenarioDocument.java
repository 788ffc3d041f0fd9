package com.torrust.deployer.json.result;

import com.torrust.deployer.json.Document;
import com.torrust.deployer.json.Scenarios.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Scenarios as objects. */
public final class ScenarioDocument {

  private ScenarioDocument() {}

  /**
   * All of them without their files, or one with them.
   *
   * @param number of the one, from 1; not more than there are
   */
  public static Document of(List<Scenario> all, Optional<Integer> number) {
    return Document.result()
        .putAll(
            "scenarios",
            number
                .map(one -> List.of(of(all.get(one - 1), true)))
                .orElseGet(() -> all.stream().map(each -> of(each, false)).toList()));
  }

  private static Document of(Scenario scenario, boolean withFiles) {
    Map<String, String> files = new TreeMap<>(scenario.files());
    files.remove("need.md");
    return Document.object()
        .put("name", scenario.name())
        .put("title", scenario.title())
        .put("need", scenario.need())
        .put("files", withFiles ? files : Map.of());
  }
}
