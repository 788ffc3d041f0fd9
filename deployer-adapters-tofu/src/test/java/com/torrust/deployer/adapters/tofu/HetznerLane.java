package com.torrust.deployer.adapters.tofu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.adapters.local.process.LocalCommandRunnerProvider;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.provider.HetznerConfig;
import com.torrust.deployer.domain.provider.ImmutableHetznerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * The sandbox's stand-in for the API of Hetzner Cloud, as {@code sandbox env} offers it, asked and
 * disturbed by plain HTTP and not by our own code. Its servers are LXD containers.
 */
final class HetznerLane {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String ENDPOINT = "TORRUST_SANDBOX_HETZNER_ENDPOINT";
  private static final String TOKEN_FILE = "TORRUST_SANDBOX_HETZNER_TOKEN_FILE";
  private static final List<String> COLLECTIONS = List.of("servers", "firewalls", "ssh_keys");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final String name;
  private final String endpoint;
  private final String token;

  private HetznerLane(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    this.endpoint = System.getenv(ENDPOINT);
    this.token = read(Path.of(System.getenv(TOKEN_FILE)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A lane with a name of its own, or a test that is skipped and says why. */
  static HetznerLane orSkip(Path folder) {
    Assumptions.assumeTrue(
        System.getenv(ENDPOINT) != null && System.getenv(TOKEN_FILE) != null,
        "no stand-in for Hetzner Cloud: run 'sandbox up' and eval \"$(sandbox env)\" for this"
            + " lane");
    return new HetznerLane(folder, "tofu-it-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** The lane of an earlier process. */
  static HetznerLane of(Path folder, String name) {
    return new HetznerLane(folder, name);
  }

  String name() {
    return name;
  }

  HetznerConfig config() {
    return ImmutableHetznerConfig.builder()
        .apiToken(Secret.of(token))
        .serverType("cx23")
        .location("nbg1")
        .image("debian-13")
        .build();
  }

  Bench bench() {
    return bench(config(), Pace.standard());
  }

  Bench bench(HetznerConfig config, Pace pace) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.put("HCLOUD_ENDPOINT", endpoint);
    return Bench.in(
        folder,
        name,
        config,
        new LocalCommandRunnerProvider().create(),
        variables,
        ImmutableTimeouts.builder().provider(Duration.ofMinutes(3)).build(),
        pace);
  }

  /** What the project holds whose name begins with that of the lane. */
  List<JsonNode> named(String collection) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode each : send("GET", "/" + collection + "?per_page=50", "").path(collection)) {
      if (each.path("name").asText().startsWith(name)) {
        all.add(each);
      }
    }
    return all;
  }

  boolean hasServer() {
    return !named("servers").isEmpty();
  }

  String serverId() {
    return named("servers").get(0).path("id").asText();
  }

  /** Everything of this lane, as {@code collection/name}. */
  List<String> everything() {
    List<String> all = new ArrayList<>();
    for (String collection : COLLECTIONS) {
      named(collection).forEach(each -> all.add(collection + "/" + each.path("name").asText()));
    }
    return all;
  }

  JsonNode send(String method, String target, String body) {
    return request(endpoint + target, method, body);
  }

  /** Disturbs what comes. */
  void disturb(String json) {
    request(admin("faults"), "POST", json);
  }

  /** Paths of the latest requests, everybody's. */
  List<String> requests() {
    return request(admin("requests"), "GET", "").path("requests").findValuesAsText("path");
  }

  /** Ends all disturbances. */
  void calm() {
    request(admin("faults"), "DELETE", "");
  }

  private String admin(String what) {
    return endpoint.substring(0, endpoint.lastIndexOf('/')) + "/_sandbox/" + what;
  }

  private JsonNode request(String uri, String method, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      return MAPPER.readTree(answer.isEmpty() ? "{}" : answer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Removes everything of this lane; what is locked is asked for until it is gone. */
  void cleanUp() {
    calm();
    Processes.await(
        "the end of everything of '" + name + "'",
        () -> {
          for (String collection : COLLECTIONS) {
            named(collection)
                .forEach(
                    each -> send("DELETE", "/" + collection + "/" + each.path("id").asText(), ""));
          }
          return everything().isEmpty();
        });
  }
}
