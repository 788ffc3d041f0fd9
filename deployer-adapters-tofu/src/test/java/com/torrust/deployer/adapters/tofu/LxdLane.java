package com.torrust.deployer.adapters.tofu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import com.torrust.deployer.domain.provider.LxdConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * A real LXD and a real OpenTofu, as {@code sandbox env} offers them, asked by {@code lxc} and not
 * by our own code.
 */
final class LxdLane {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String IMAGE = "TORRUST_SANDBOX_LXD_IMAGE";

  private final Path folder;
  private final String name;
  private final String image;

  private LxdLane(Path folder, String name, String image) {
    this.folder = folder;
    this.name = name;
    this.image = image;
  }

  /** A lane with a name of its own, or a test that is skipped and says why. */
  static LxdLane orSkip(Path folder) {
    String image = System.getenv(IMAGE);
    Assumptions.assumeTrue(
        image != null, "no sandbox: run 'sandbox up' and eval \"$(sandbox env)\" for this lane");
    return new LxdLane(folder, "tofu-it-" + UUID.randomUUID().toString().substring(0, 8), image);
  }

  /** The lane of an earlier process. */
  static LxdLane of(Path folder, String name) {
    return new LxdLane(folder, name, System.getenv(IMAGE));
  }

  String name() {
    return name;
  }

  LxdConfig config() {
    return ImmutableLxdConfig.builder()
        .profileName(ProfileName.parse(name).get())
        .image(image)
        .instanceType(LxdConfig.InstanceType.CONTAINER)
        .build();
  }

  Bench bench() {
    return Bench.in(
        folder,
        name,
        config(),
        new LocalCommandRunnerProvider().create(),
        System.getenv(),
        ImmutableTimeouts.builder().provider(Duration.ofMinutes(3)).build(),
        Pace.standard());
  }

  /** What tells this very instance from another one of the same name. */
  String uuid() {
    return query("/1.0/instances/" + name).path("config").path("volatile.uuid").asText();
  }

  JsonNode instance() {
    return query("/1.0/instances/" + name);
  }

  boolean exists() {
    return query("/1.0/instances?recursion=1").findValuesAsText("name").contains(name);
  }

  /** Everything on the server with the label of this lane. */
  List<String> everythingLabelled() {
    List<String> all = new ArrayList<>();
    for (String collection : List.of("instances", "profiles")) {
      for (JsonNode each : query("/1.0/" + collection + "?recursion=1")) {
        if (each.path("config").path("user." + Label.KEY).asText().startsWith(name + ".")) {
          all.add(collection + "/" + each.path("name").asText());
        }
      }
    }
    return all;
  }

  /**
   * Removes everything of this lane, label or not; LXD refuses as long as it still makes the
   * instance.
   */
  void cleanUp() {
    Processes.await(
        "the end of '" + name + "'",
        () -> {
          lxc(List.of("delete", "--force", name));
          return !exists();
        });
    lxc(List.of("profile", "delete", name));
  }

  private static JsonNode query(String target) {
    try {
      return MAPPER.readTree(lxc(List.of("query", target)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the program printed. */
  static String lxc(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("lxc"));
    line.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
