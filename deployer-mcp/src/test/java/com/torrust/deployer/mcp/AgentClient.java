package com.torrust.deployer.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A client that speaks to a server in this process, line by line, and keeps all that it heard. */
final class AgentClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;

  private final OutputStream toServer;
  private final Thread server;
  private final boolean askable;
  private final List<String> heard = new ArrayList<>();
  private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final List<JsonNode> notifications = new ArrayList<>();
  private UnaryOperator<String> reply = question -> "";
  private int last;

  /** Serves over two streams. */
  @FunctionalInterface
  interface Server {
    void serve(InputStream in, OutputStream out);
  }

  private AgentClient(OutputStream toServer, Thread server, boolean askable) {
    this.toServer = toServer;
    this.server = server;
    this.askable = askable;
  }

  static AgentClient of(Server server, boolean askable) {
    try {
      // Pipes of the system: those of the platform take the end of a writing thread for the end.
      Pipe there = Pipe.open();
      Pipe back = Pipe.open();
      OutputStream toServer = Channels.newOutputStream(there.sink());
      InputStream in = Channels.newInputStream(there.source());
      OutputStream out = Channels.newOutputStream(back.sink());
      InputStream fromServer = Channels.newInputStream(back.source());
      Thread serving =
          new Thread(
              () -> {
                server.serve(in, out);
                try {
                  out.close();
                } catch (IOException ignored) {
                  Thread.currentThread().interrupt();
                }
              },
              "server");
      serving.start();
      AgentClient client = new AgentClient(toServer, serving, askable);
      Thread reader = new Thread(() -> client.read(fromServer), "reader");
      reader.setDaemon(true);
      reader.start();
      return client;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void read(InputStream in) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException gone) {
      arrived.add("gone");
    }
  }

  private synchronized void hear(String line) throws IOException {
    heard.add(line);
    JsonNode message = JSON.readTree(line);
    if (message.has("method") && message.has("id")) {
      ObjectNode result = JSON.createObjectNode();
      String typed = reply.apply(message.at("/params/message").asText());
      result.put("action", typed.isEmpty() ? "decline" : "accept");
      if (!typed.isEmpty()) {
        result.putObject("content").put("environment", typed);
      }
      ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
      answer.set("id", message.get("id"));
      answer.set("result", result);
      line(answer.toString());
    } else if (message.has("method")) {
      notifications.add(message);
    } else {
      String id = message.path("id").asText("null");
      answers.put(id, message);
      arrived.add(id);
    }
  }

  /** Says what a person types when the server asks; empty is to decline. */
  AgentClient replying(UnaryOperator<String> typed) {
    reply = typed;
    return this;
  }

  /** Writes a line. */
  void line(String text) {
    bytes((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] bytes) {
    try {
      synchronized (toServer) {
        toServer.write(bytes);
        toServer.flush();
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Waits for the answer to a message of that id. */
  JsonNode answer(String id) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers.containsKey(id)) {
      assertTrue(server.isAlive(), () -> "the server has ended; it said " + heard());
      assertTrue(System.nanoTime() < deadline, () -> "no answer to " + id + " in " + heard());
      try {
        arrived.poll(1, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
    return answers.remove(id);
  }

  AgentClient begun() {
    ObjectNode params = JSON.createObjectNode();
    params.put("protocolVersion", "2025-11-25");
    params.putObject("clientInfo").put("name", "bench").put("version", "7");
    ObjectNode capabilities = params.putObject("capabilities");
    if (askable) {
      capabilities.putObject("elicitation");
    }
    request("initialize", params);
    line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return this;
  }

  /** Sends a request and gives its id. */
  String send(String method, JsonNode params) {
    String id = "c" + ++last;
    ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id);
    message.put("method", method);
    message.set("params", params);
    line(message.toString());
    return id;
  }

  /** Sends a request and gives the result, which has to be one. */
  JsonNode request(String method, JsonNode params) {
    JsonNode answer = answer(send(method, params));
    assertTrue(answer.has("result"), answer::toString);
    return answer.get("result");
  }

  JsonNode request(String method, String params) {
    return request(method, tree(params));
  }

  /** Begins the call of a tool, which tells its progress; gives the id of the message. */
  String begin(String tool, String arguments) {
    ObjectNode params = JSON.createObjectNode().put("name", tool);
    params.set(
        "arguments", tree(arguments.startsWith("{'") ? arguments.replace('\'', '"') : arguments));
    params.putObject("_meta").put("progressToken", "p" + last);
    return send("tools/call", params);
  }

  /** Calls a tool. */
  JsonNode call(String tool, String arguments) {
    JsonNode answer = answer(begin(tool, arguments));
    assertTrue(answer.has("result"), answer::toString);
    return answer.get("result");
  }

  /** Calls a tool, which has to do it; gives the document. */
  JsonNode well(String tool, String arguments) {
    JsonNode result = call(tool, arguments);
    assertTrue(!result.path("isError").asBoolean(), result::toString);
    assertEquals(tree(result.at("/content/0/text").asText()), result.get("structuredContent"));
    return result.get("structuredContent");
  }

  /** Calls a tool, which has to refuse it; gives the error. */
  JsonNode refused(String code, String tool, String arguments) {
    JsonNode result = call(tool, arguments);
    assertTrue(result.path("isError").asBoolean(), result::toString);
    JsonNode error = result.at("/structuredContent/error");
    assertEquals(code, error.path("code").asText(), result::toString);
    return error;
  }

  static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new UncheckedIOException(text, malformed);
    }
  }

  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  synchronized List<JsonNode> notifications() {
    return List.copyOf(notifications);
  }

  /** Goes away, as a client does whose process dies. */
  void vanish() {
    try {
      toServer.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Whether the server has ended. */
  boolean hasEnded() {
    return !server.isAlive();
  }

  /** Waits for the server's end. */
  void awaitEnd() {
    try {
      server.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    assertTrue(hasEnded(), () -> "the server goes on; it said " + heard());
  }

  Optional<JsonNode> lastNotification() {
    List<JsonNode> all = notifications();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  @Override
  public void close() {
    vanish();
    awaitEnd();
  }
}
