package com.torrust.deployer.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scenarios of this release: what somebody needs in plain words, the answers to the questions,
 * the configuration that they give, and what is expected of it; or why it is refused.
 */
public final class Scenarios {

  private static final List<String> FILES =
      List.of("need.md", "answers.json", "config.json", "expect.json");

  private Scenarios() {}

  /**
   * One scenario.
   *
   * @param name number and words, such as {@code 01-minimal-lxd}
   * @param files texts by file name; without {@code config.json} where the need is refused
   */
  public record Scenario(String name, Map<String, String> files) {

    /** Copies the map. */
    public Scenario {
      files = Map.copyOf(files);
    }

    /** Its first line. */
    public String title() {
      return need().lines().findFirst().orElse("").replaceFirst("^# ", "");
    }

    /** What somebody needs, in plain words. */
    public String need() {
      return files.getOrDefault("need.md", "");
    }

    /** The configuration, if the need can be met. */
    public Optional<String> config() {
      return Optional.ofNullable(files.get("config.json"));
    }
  }

  /** All of them, in order. */
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    read("index").orElseThrow().lines().forEach(name -> all.add(scenario(name)));
    return all;
  }

  private static Scenario scenario(String name) {
    Map<String, String> files = new LinkedHashMap<>();
    for (String file : FILES) {
      read(name + "/" + file).ifPresent(text -> files.put(file, text));
    }
    return new Scenario(name, files);
  }

  private static Optional<String> read(String path) {
    try (InputStream file = Scenarios.class.getResourceAsStream("scenarios/" + path)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException damaged) {
      throw new UncheckedIOException("the embedded scenario '" + path + "' is damaged", damaged);
    }
  }
}
