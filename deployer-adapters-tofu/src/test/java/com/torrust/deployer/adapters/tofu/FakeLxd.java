package com.torrust.deployer.adapters.tofu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * LXD's API on a unix socket, with instances that are only entries in a map. It behaves as the real
 * one was measured: a job goes on when its client is gone, an instance in the making has no note of
 * templates to apply yet.
 */
final class FakeLxd implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String NEVER = "1970-01-01T00:00:00Z";

  /** An instance. */
  static final class Instance {
    private final String name;
    private final String uuid;
    private final Map<String, String> config;
    private final String address;
    private boolean running;
    private boolean whole;
    private boolean wasStarted;

    private Instance(String name, String uuid, String address, Map<String, String> config) {
      this.name = name;
      this.uuid = uuid;
      this.address = address;
      this.config = new TreeMap<>(config);
    }

    String uuid() {
      return uuid;
    }

    String address() {
      return address;
    }

    boolean wasStarted() {
      return wasStarted;
    }

    boolean isRunning() {
      return running;
    }
  }

  private final Path socket;
  private final ServerSocketChannel server;
  private final Map<String, Instance> instances = new TreeMap<>();
  private final Map<String, Map<String, String>> profiles = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();
  private int looksWithoutFiles;
  private int made;
  private int jobLooksLeft;
  private String job = "";

  private FakeLxd(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
  }

  /** Listens at once. */
  static FakeLxd at(Path socket) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      FakeLxd lxd = new FakeLxd(socket, server);
      Thread thread = new Thread(lxd::serve, "fake-lxd");
      thread.setDaemon(true);
      thread.start();
      return lxd;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  // What OpenTofu's plug-in does to it.

  synchronized void makeProfile(String name, Map<String, String> config) {
    profiles.put(name, Map.copyOf(config));
  }

  /** Begins an instance; it is whole only after {@link #finish}. */
  synchronized Instance begin(String name, Map<String, String> config) {
    if (instances.containsKey(name)) {
      throw new IllegalStateException("instance '" + name + "' exists already");
    }
    made++;
    Instance instance = new Instance(name, "uuid-" + made, "192.0.2." + (made % 250 + 1), config);
    instances.put(name, instance);
    return instance;
  }

  synchronized void finish(String name) {
    instances.get(name).whole = true;
  }

  synchronized void start(String name) {
    Instance instance = instances.get(name);
    if (!instance.whole) {
      throw new IllegalStateException("instance '" + name + "' is half made");
    }
    instance.running = true;
    instance.wasStarted = true;
  }

  synchronized void stop(String name) {
    instances.get(name).running = false;
  }

  synchronized void remove(String name) {
    instances.remove(name);
    profiles.remove(name);
  }

  /** A job that is seen at work on the instance for the next few looks. */
  synchronized void keepBusy(String name, int looks) {
    job = name;
    jobLooksLeft = looks;
  }

  synchronized Optional<Instance> instance(String name) {
    return Optional.ofNullable(instances.get(name));
  }

  synchronized void removeProfile(String name) {
    profiles.remove(name);
  }

  synchronized boolean hasProfile(String name) {
    return profiles.containsKey(name);
  }

  synchronized int instancesMade() {
    return made;
  }

  /** Every request so far, such as {@code GET /1.0}. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  // The API.

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        client.write(ByteBuffer.wrap(answer(read(client)).getBytes(StandardCharsets.UTF_8)));
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException clientIsGone) {
        continue;
      }
    }
  }

  private static String read(SocketChannel client) throws IOException {
    StringBuilder request = new StringBuilder();
    ByteBuffer chunk = ByteBuffer.allocate(8192);
    while (!isWhole(request)) {
      if (client.read(chunk.clear()) < 0) {
        break;
      }
      request.append(StandardCharsets.UTF_8.decode(chunk.flip()));
    }
    return request.toString();
  }

  private static boolean isWhole(StringBuilder request) {
    int end = request.indexOf("\r\n\r\n");
    int header = request.indexOf("Content-Length: ");
    return end >= 0
        && request.length() - end - 4
            >= Integer.parseInt(
                request.substring(header + 16, request.indexOf("\r\n", header)).strip());
  }

  private synchronized String answer(String request) {
    String[] line = request.split(" ", 3);
    if (line.length < 2) {
      return error(400, "no request");
    }
    String target = line[1].contains("?") ? line[1].substring(0, line[1].indexOf('?')) : line[1];
    requests.add(line[0] + " " + target);
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    try {
      return switch (line[0]) {
        case "GET" -> target.endsWith("/files") ? file(line[1]) : get(target);
        case "PUT" -> put(target, MAPPER.readTree(body));
        default -> delete(target);
      };
    } catch (IOException | IllegalStateException failure) {
      return error(500, failure.getMessage());
    }
  }

  /** What stands under a path in an instance, from the nth look on. */
  synchronized void file(String name, String path, String text, int looks) {
    files.put(name + " " + path, text);
    looksWithoutFiles = looks;
  }

  private String file(String target) {
    String name = target.split("/")[3];
    String path =
        URLDecoder.decode(target.substring(target.indexOf("?path=") + 6), StandardCharsets.UTF_8);
    looksWithoutFiles--;
    return looksWithoutFiles < 0 && files.containsKey(name + " " + path)
        ? "HTTP/1.0 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n"
            + files.get(name + " " + path)
        : error(404, "not found");
  }

  private String get(String target) throws IOException {
    String name = target.substring(target.lastIndexOf('/') + 1);
    if (target.equals("/1.0")) {
      return sync(Map.of("auth", "trusted", "environment", Map.of("driver", "lxc")));
    }
    if (target.equals("/1.0/instances")) {
      return sync(instances.values().stream().map(FakeLxd::described).toList());
    }
    if (target.equals("/1.0/profiles")) {
      return sync(profiles.keySet().stream().map(this::profile).toList());
    }
    if (target.equals("/1.0/images/aliases")) {
      return sync(List.of(Map.of("name", "debian")));
    }
    if (target.equals("/1.0/operations")) {
      return sync(operations());
    }
    if (target.startsWith("/1.0/operations/")) {
      return sync(Map.of("status", "Success"));
    }
    if (target.endsWith("/state")) {
      String owner = target.split("/")[3];
      return instances.containsKey(owner)
          ? sync(state(instances.get(owner)))
          : error(404, "not found");
    }
    if (target.startsWith("/1.0/instances/")) {
      return instances.containsKey(name)
          ? sync(described(instances.get(name)))
          : error(404, "not found");
    }
    if (target.startsWith("/1.0/profiles/")) {
      return profiles.containsKey(name) ? sync(profile(name)) : error(404, "not found");
    }
    return target.matches("/1.0/(storage-pools/default|networks/lxdbr0|images/aliases/debian)")
        ? sync(Map.of("name", name))
        : error(404, "not found");
  }

  private String put(String target, JsonNode body) throws IOException {
    String name = target.split("/")[3];
    if (!instances.containsKey(name)) {
      return error(404, "not found");
    }
    if (body.path("action").asText().equals("start")) {
      start(name);
    } else {
      stop(name);
    }
    return job();
  }

  private String delete(String target) throws IOException {
    String name = target.split("/")[3];
    if (target.startsWith("/1.0/profiles/")) {
      return profiles.remove(name) == null ? error(404, "not found") : sync(Map.of());
    }
    if (!instances.containsKey(name)) {
      return error(404, "not found");
    }
    if (instances.get(name).running) {
      return error(400, "the instance is running");
    }
    instances.remove(name);
    return job();
  }

  private Map<String, Object> operations() {
    if (jobLooksLeft == 0) {
      return Map.of();
    }
    jobLooksLeft--;
    return Map.of(
        "running",
        List.of(
            Map.of(
                "status", "Running",
                "description", "Creating instance",
                "resources", Map.of("instances", List.of("/1.0/instances/" + job)))));
  }

  private static Map<String, Object> described(Instance instance) {
    Map<String, String> config = new TreeMap<>(instance.config);
    config.put("volatile.uuid", instance.uuid);
    config.put("volatile.eth0.hwaddr", "00:16:3e:00:00:01");
    if (instance.whole && !instance.wasStarted) {
      config.put("volatile.apply_template", "create");
    }
    return Map.of(
        "name",
        instance.name,
        "status",
        instance.running ? "Running" : "Stopped",
        "last_used_at",
        instance.wasStarted ? "2026-03-01T12:00:00Z" : NEVER,
        "config",
        config,
        "profiles",
        List.of(instance.name));
  }

  private Map<String, Object> profile(String name) {
    return Map.of("name", name, "config", profiles.get(name));
  }

  private static Map<String, Object> state(Instance instance) {
    if (!instance.running) {
      return Map.of("status", "Stopped");
    }
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("docker0", nic("02:42:00:00:00:01", "172.17.0.1"));
    network.put("eth0", nic("00:16:3e:00:00:01", instance.address));
    return Map.of("status", "Running", "network", network);
  }

  private static Map<String, Object> nic(String hardwareAddress, String address) {
    return Map.of(
        "hwaddr",
        hardwareAddress,
        "addresses",
        List.of(
            Map.of("family", "inet6", "address", "fe80::1", "scope", "link"),
            Map.of("family", "inet", "address", address, "scope", "global")));
  }

  private static String sync(Object metadata) throws IOException {
    return http(200, Map.of("type", "sync", "metadata", metadata));
  }

  private static String job() throws IOException {
    return http(202, Map.of("type", "async", "operation", "/1.0/operations/1"));
  }

  private static String error(int status, String message) {
    try {
      return http(status, Map.of("type", "error", "error", message));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String http(int status, Object body) throws IOException {
    return "HTTP/1.0 "
        + status
        + " X\r\nContent-Type: application/json\r\n\r\n"
        + MAPPER.writeValueAsString(body);
  }
}
