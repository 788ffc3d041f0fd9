package com.torrust.deployer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.environment.StateName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on what the reference wrote, in every state that it can leave an environment in. */
class ReferenceStatesTest {

  private static final Path STATES =
      Path.of("../deployer-adapters-local/src/test/resources/conformance/reference-state");

  private static final String NAME = "sqlite-monitoring";
  private static final String STORED = "data/" + NAME + "/environment.json";

  @TempDir Path folder;

  private Bench bench;

  static List<String> states() {
    return Arrays.stream(StateName.values()).map(StateName::text).toList();
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(folder).keepingFiles();
    bench.world().addHost("10.77.0.50");
  }

  private static String text(String state) {
    try {
      return Files.readString(STATES.resolve(state + ".json"))
          .replace("@FIXTURES@", "/home/alice/.ssh")
          .replace("@WORK@", "/home/alice/tracker");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void inherit(String state) {
    bench.put(STORED, text(NAME + "/" + state));
  }

  @ParameterizedTest
  @MethodSource("states")
  void areListedAndShown(String state) {
    inherit(state);
    assertTrue(bench.well("list").out().contains("\"" + state + "\""));
    assertTrue(bench.well("list --state " + state).out().contains("\"" + NAME + "\""));
    assertTrue(bench.well("show " + NAME).out().contains("\"" + state + "\""));
    assertEquals(text(NAME + "/" + state), stored(STORED), "looking writes nothing");
  }

  @ParameterizedTest
  @MethodSource("states")
  void areDestroyedAndKeptAsTheyWere(String state) {
    inherit(state);
    String before = stored(STORED);
    bench.well("destroy " + NAME + " --yes");
    assertTrue(bench.well("show " + NAME).out().contains("\"destroyed\""));
    if (!stored(STORED).equals(before)) {
      assertEquals(before, stored("data/" + NAME + "/environment.reference.json"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"configured", "releasing", "released", "running", "release_failed", "run_failed"})
  void areReleasedRunAndTested(String state) {
    inherit(state);
    bench.well("configure " + NAME);
    bench.well("release " + NAME);
    bench.well("run " + NAME);
    bench.well("test " + NAME);
    assertTrue(bench.well("show " + NAME).out().contains("\"running\""));
  }

  @Test
  void aServerAtHetznerIsShownAndDestroyed() {
    bench.put("data/reference-hetzner/environment.json", text("hetzner/provisioned"));
    bench.well("show reference-hetzner");
    bench.well("destroy reference-hetzner --yes");
  }

  private String stored(String path) {
    try {
      return Files.readString(folder.resolve("workspace").resolve(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
