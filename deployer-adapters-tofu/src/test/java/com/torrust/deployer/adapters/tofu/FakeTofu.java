package com.torrust.deployer.adapters.tofu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.spi.CommandResult;
import com.torrust.deployer.domain.spi.LineListener;
import com.torrust.deployer.domain.spi.RunFailure;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner.Call;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenTofu with the project for LXD, played on a {@link FakeLxd}: it plans from its state, imports,
 * creates, and leaves behind what the real one was measured to leave when it is interrupted.
 */
final class FakeTofu {

  /** How the next apply ends before its time. */
  enum End {
    /** It does not. */
    WELL,
    /** kill -9 before anything was made: an empty state. */
    KILLED_AT_ONCE,
    /** kill -9 after the profile was made. */
    KILLED_AFTER_PROFILE,
    /** kill -9 of it, and of LXD in the middle of a creation: an instance that can never start. */
    KILLED_WITH_LXD,
    /** kill -9 after the creation. */
    KILLED_BEFORE_START,
    /** kill -9 at the very end. */
    KILLED_AFTER_START,
    /**
     * One signal while LXD creates: a whole state in which the machine is tainted and has no image.
     */
    STOPPED,
    /** The plug-in failed and named a job of LXD. */
    BUSY
  }

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Pattern VALUE = Pattern.compile("(?m)^(\\w+)\\s*= \"(.*)\"$");
  private static final Pattern IMPORT = Pattern.compile("to = (\\S+)");
  private static final String INSTANCE = "lxd_instance.machine";
  private static final String PROFILE = "lxd_profile.machine";

  private final FakeLxd lxd;
  private final ScriptedCommandRunner runner;
  private final Deque<End> ends = new ArrayDeque<>();

  private FakeTofu(FakeLxd lxd) {
    this.lxd = lxd;
    this.runner =
        new ScriptedCommandRunner()
            .on("tofu", List.of("version"), (call, listener, stop) -> version(call))
            .on("tofu", List.of("init"), (call, listener, stop) -> io(() -> init(call)))
            .on("tofu", List.of("plan"), (call, listener, stop) -> io(() -> plan(call, listener)))
            .on("tofu", List.of("show"), (call, listener, stop) -> io(() -> show(call)))
            .on(
                "tofu",
                List.of("apply"),
                (call, listener, stop) -> io(() -> apply(call, listener, stop)))
            .on(
                "tofu",
                List.of("destroy"),
                (call, listener, stop) -> io(() -> destroy(call, listener)));
  }

  static FakeTofu on(FakeLxd lxd) {
    return new FakeTofu(lxd);
  }

  ScriptedCommandRunner runner() {
    return runner;
  }

  /** Orders how the next applies and destroys end, one each. */
  void end(List<End> ordered) {
    ends.addAll(ordered);
  }

  boolean isDone() {
    return ends.isEmpty();
  }

  /** Something with files. */
  @FunctionalInterface
  private interface Play {
    Either<RunFailure, CommandResult> play() throws IOException;
  }

  private static Either<RunFailure, CommandResult> io(Play play) {
    try {
      return play.play();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Either<RunFailure, CommandResult> ended(
      int code, String captured, String... tail) {
    return Either.right(new CommandResult(code, captured, List.of(tail), Duration.ofMillis(1)));
  }

  private static Path folder(Call call) {
    return call.command().workingDirectory();
  }

  private static Either<RunFailure, CommandResult> version(Call call) {
    return ended(0, "{\n  \"terraform_version\": \"1.12.6-dev\"\n}\n");
  }

  private static Either<RunFailure, CommandResult> init(Call call) throws IOException {
    Files.createDirectories(folder(call).resolve(".terraform/providers"));
    Files.writeString(folder(call).resolve(".terraform.lock.hcl"), "");
    return ended(0, "");
  }

  private static Map<String, String> variables(Call call) throws IOException {
    Map<String, String> values = new TreeMap<>();
    Matcher matcher = VALUE.matcher(Files.readString(folder(call).resolve("variables.tfvars")));
    while (matcher.find()) {
      values.put(matcher.group(1), matcher.group(2));
    }
    return values;
  }

  /** Address to what the state knows about it; {@code tainted} is an entry of its own. */
  private static Map<String, Map<String, String>> state(Call call) throws IOException {
    Map<String, Map<String, String>> known = new LinkedHashMap<>();
    Path file = folder(call).resolve("terraform.tfstate");
    if (!Files.exists(file) || Files.size(file) == 0) {
      return known;
    }
    for (JsonNode resource : MAPPER.readTree(Files.readString(file)).path("resources")) {
      JsonNode instance = resource.path("instances").path(0);
      Map<String, String> attributes = new TreeMap<>();
      instance
          .path("attributes")
          .properties()
          .forEach(each -> attributes.put(each.getKey(), each.getValue().asText("")));
      attributes.put("tainted", instance.path("status").asText(""));
      known.put(resource.path("type").asText() + "." + resource.path("name").asText(), attributes);
    }
    return known;
  }

  private void save(Call call, Map<String, Map<String, String>> known) throws IOException {
    List<Object> resources = new ArrayList<>();
    known.forEach(
        (address, attributes) -> {
          Map<String, Object> instance = new TreeMap<>();
          instance.put("attributes", attributes);
          if (attributes.getOrDefault("tainted", "").equals("tainted")) {
            instance.put("status", "tainted");
          }
          resources.add(
              Map.of(
                  "mode", "managed",
                  "type", address.substring(0, address.indexOf('.')),
                  "name", address.substring(address.indexOf('.') + 1),
                  "instances", List.of(instance)));
        });
    Map<String, Object> state = new TreeMap<>();
    state.put("version", 4);
    state.put("resources", resources);
    state.put("outputs", outputs(call));
    Files.writeString(folder(call).resolve("terraform.tfstate"), MAPPER.writeValueAsString(state));
  }

  private Map<String, Object> outputs(Call call) throws IOException {
    Map<String, String> values = variables(call);
    return lxd.instance(values.get("instance_name"))
        .filter(FakeLxd.Instance::isRunning)
        .<Map<String, Object>>map(
            instance ->
                Map.of(
                    "instance_info",
                    Map.of(
                        "value",
                        Map.of(
                            "name", values.get("instance_name"),
                            "image", values.get("image"),
                            "status", "Running",
                            "ip_address", instance.address()))))
        .orElse(Map.of());
  }

  private Map<String, List<String>> changes(Call call) throws IOException {
    Map<String, String> values = variables(call);
    Map<String, Map<String, String>> known = state(call);
    imports(call)
        .forEach(address -> known.putIfAbsent(address, Map.of("image", values.get("image"))));
    Map<String, List<String>> changes = new LinkedHashMap<>();
    changes.put(
        PROFILE, change(known.get(PROFILE), lxd.hasProfile(values.get("profile_name")), ""));
    changes.put(
        INSTANCE,
        change(
            known.get(INSTANCE),
            lxd.instance(values.get("instance_name")).isPresent(),
            values.get("image")));
    return changes;
  }

  private static List<String> change(Map<String, String> known, boolean exists, String image) {
    if (known == null || !exists) {
      return List.of("create");
    }
    boolean fits = image.isEmpty() || image.equals(known.getOrDefault("image", ""));
    return fits && !known.getOrDefault("tainted", "").equals("tainted")
        ? List.of("no-op")
        : List.of("delete", "create");
  }

  private static List<String> imports(Call call) throws IOException {
    Path file = folder(call).resolve("adopted.tf");
    List<String> all = new ArrayList<>();
    if (Files.exists(file)) {
      Matcher matcher = IMPORT.matcher(Files.readString(file));
      while (matcher.find()) {
        all.add(matcher.group(1));
      }
    }
    return all;
  }

  private Either<RunFailure, CommandResult> plan(Call call, LineListener listener)
      throws IOException {
    Map<String, List<String>> changes = changes(call);
    boolean nothing =
        imports(call).stream().allMatch(state(call)::containsKey)
            && changes.values().stream().allMatch(List.of("no-op")::equals);
    List<Object> resources = new ArrayList<>();
    changes.forEach(
        (address, actions) ->
            resources.add(Map.of("address", address, "change", Map.of("actions", actions))));
    Files.writeString(
        folder(call).resolve("next.tfplan"),
        MAPPER.writeValueAsString(Map.of("format_version", "1.2", "resource_changes", resources)));
    listener.line(
        LineListener.Stream.OUTPUT, "{\"@message\":\"Plan\",\"type\":\"change_summary\"}");
    return ended(nothing ? 0 : 2, "");
  }

  private static Either<RunFailure, CommandResult> show(Call call) throws IOException {
    return ended(0, Files.readString(folder(call).resolve("next.tfplan")));
  }

  private Either<RunFailure, CommandResult> apply(
      Call call, LineListener listener, Cancellation stop) throws IOException {
    End end = ends.isEmpty() ? End.WELL : ends.poll();
    if (end == End.BUSY) {
      lxd.keepBusy(variables(call).get("instance_name"), 2);
      return failed(
          listener,
          "Failed to create instance",
          "Instance is busy running a \\\"create\\\" operation");
    }
    if (end == End.KILLED_AT_ONCE) {
      return killed(call);
    }
    Map<String, String> values = variables(call);
    Map<String, Map<String, String>> known = state(call);
    Map<String, String> label = Map.of("user.torrust-tracker-deployer", values.get("label"));
    if (!lxd.hasProfile(values.get("profile_name"))) {
      lxd.makeProfile(values.get("profile_name"), label);
    }
    if (end == End.KILLED_AFTER_PROFILE) {
      return killed(call);
    }
    String name = values.get("instance_name");
    if (changes(call).get(INSTANCE).contains("delete")) {
      throw new AssertionError("a plan that deletes was applied");
    }
    boolean isNew = lxd.instance(name).isEmpty();
    if (isNew) {
      tell(listener, "apply_start");
      lxd.begin(name, label);
      if (end == End.KILLED_WITH_LXD) {
        return killed(call);
      }
      lxd.finish(name);
      if (end == End.KILLED_BEFORE_START) {
        return killed(call);
      }
    }
    lxd.start(name);
    if (end == End.KILLED_AFTER_START) {
      return killed(call);
    }
    known.put(PROFILE, Map.of("name", values.get("profile_name")));
    if (end == End.STOPPED) {
      known.put(INSTANCE, Map.of("name", name, "tainted", "tainted"));
      save(call, known);
      return Either.left(new RunFailure.Cancelled("Ctrl-C", List.of()));
    }
    known.put(INSTANCE, Map.of("name", name, "image", values.get("image")));
    save(call, known);
    if (isNew) {
      tell(listener, "apply_complete");
    }
    return ended(0, "");
  }

  private Either<RunFailure, CommandResult> destroy(Call call, LineListener listener)
      throws IOException {
    End end = ends.isEmpty() ? End.WELL : ends.poll();
    Map<String, Map<String, String>> known = state(call);
    if (end == End.KILLED_AT_ONCE) {
      return killed(call);
    }
    if (known.containsKey(INSTANCE)) {
      String name = known.get(INSTANCE).get("name");
      lxd.instance(name).ifPresent(instance -> lxd.remove(name));
    }
    if (end != End.WELL) {
      return killed(call);
    }
    save(call, Map.of());
    return ended(0, "");
  }

  /** What a killed OpenTofu leaves: an empty state and no exit code. */
  private static Either<RunFailure, CommandResult> killed(Call call) throws IOException {
    Files.writeString(folder(call).resolve("terraform.tfstate"), "");
    return Either.left(new RunFailure.Vanished(List.of()));
  }

  private static Either<RunFailure, CommandResult> failed(
      LineListener listener, String summary, String detail) {
    listener.line(
        LineListener.Stream.OUTPUT,
        "{\"@message\":\"Error\",\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\""
            + summary
            + "\",\"detail\":\""
            + detail
            + "\"}}");
    return ended(1, "");
  }

  private static void tell(LineListener listener, String type) {
    listener.line(
        LineListener.Stream.OUTPUT,
        "{\"@message\":\"x\",\"type\":\""
            + type
            + "\",\"hook\":{\"action\":\"create\",\"resource\":{\"addr\":\""
            + INSTANCE
            + "\"}}}");
  }
}
