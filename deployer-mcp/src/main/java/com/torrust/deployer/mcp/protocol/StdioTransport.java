package com.torrust.deployer.mcp.protocol;

import com.torrust.deployer.domain.port.Cancellation;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Messages over two streams, one on each line: what is malformed, too long or too early is answered
 * here, and the stream that is written holds messages and nothing else. Thread-safe but for {@link
 * #serve}.
 */
final class StdioTransport implements McpServerTransportProvider {

  /** Under which the context of a call holds its cancellation. */
  static final String CANCELLATION = "cancellation";

  /** Longest line that is read, in bytes: a configuration may have a million characters. */
  static final int LONGEST_LINE = 4 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
  private static final int LAST_ANSWERS_SECONDS = 10;
  private static final String CANCELLED = "notifications/cancelled";

  private final LineInput in;
  private final LineOutput out;
  private final McpJsonMapper json;
  private final Map<Object, Cancellation> calls = new ConcurrentHashMap<>();

  /** Whoever is answered, and the reader. */
  private final Phaser underWay = new Phaser(1);

  private Optional<McpServerSession> session = Optional.empty();
  private boolean initialized;

  StdioTransport(InputStream in, OutputStream out, McpJsonMapper json) {
    this.in = new LineInput(in, LONGEST_LINE);
    this.out = new LineOutput(out);
    this.json = json;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = Optional.of(factory.create(new Sender()));
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  /** Reads and answers until the client is gone, and what it has asked by then is answered. */
  void serve() {
    try {
      for (Optional<LineInput.Line> line = in.next(); line.isPresent(); line = in.next()) {
        if (line.get().bytes().length > 0) {
          answer(line.get());
        }
      }
    } catch (IOException gone) {
      LOG.debug("the client is gone: {}", gone.toString());
    }
    finish();
  }

  /** A client may close its half and read on. */
  private void finish() {
    try {
      underWay.awaitAdvanceInterruptibly(underWay.arrive(), LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      LOG.debug("calls are still under way");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing that arrives ends the reading. */
  private void answer(LineInput.Line line) {
    try {
      Message.parse(line).fold(this::send, this::handle);
    } catch (RuntimeException unfit) {
      LOG.warn("a message was refused: {}", unfit.toString());
      send(Message.error(null, McpSchema.ErrorCodes.INVALID_REQUEST, "the message is unfit"));
    }
  }

  private boolean handle(JSONRPCMessage message) {
    if (message instanceof JSONRPCNotification notification) {
      if (notification.method().equals(CANCELLED)) {
        return cancel(notification.params());
      }
      if (notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
        initialized = true;
      }
    }
    if (message instanceof JSONRPCRequest request) {
      return handle(request);
    }
    session
        .orElseThrow()
        .handle(message)
        .subscribe(done -> {}, failed -> LOG.debug("a message was dropped", failed));
    return true;
  }

  private boolean handle(JSONRPCRequest request) {
    boolean early =
        !initialized
            && !request.method().equals(McpSchema.METHOD_INITIALIZE)
            && !request.method().equals(McpSchema.METHOD_PING);
    if (early) {
      boolean isKnown = request.method().matches("(tools|resources|prompts|logging|completion)/.*");
      return send(
          isKnown
              ? Message.error(
                  request.id(), McpSchema.ErrorCodes.INVALID_REQUEST, "initialize first")
              : Message.error(
                  request.id(), McpSchema.ErrorCodes.METHOD_NOT_FOUND, "no such method"));
    }
    Cancellation cancellation = Cancellation.create();
    calls.put(request.id(), cancellation);
    underWay.register();
    session
        .orElseThrow()
        .handle(request)
        .contextWrite(
            context ->
                context.put(
                    McpTransportContext.KEY,
                    McpTransportContext.create(Map.of(CANCELLATION, cancellation))))
        .doFinally(
            end -> {
              calls.remove(request.id(), cancellation);
              underWay.arriveAndDeregister();
            })
        .subscribe(
            done -> {},
            failed -> {
              LOG.debug("a request failed", failed);
              send(
                  Message.error(
                      request.id(), McpSchema.ErrorCodes.INTERNAL_ERROR, "the request failed"));
            });
    return true;
  }

  private boolean cancel(Object params) {
    if (params instanceof Map<?, ?> members) {
      Optional.ofNullable(members.get("requestId"))
          .map(calls::get)
          .ifPresent(cancellation -> cancellation.request("the client took the call back"));
    }
    return true;
  }

  private boolean send(Object message) {
    try {
      out.write(json.writeValueAsBytes(message));
      return true;
    } catch (IOException gone) {
      LOG.debug("nobody reads: {}", gone.toString());
      return false;
    }
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return session.map(open -> open.sendNotification(method, params)).orElseGet(Mono::empty);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  /** The sending half, as the session sees it. */
  private final class Sender implements McpServerTransport {

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromRunnable(() -> send(message));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return json.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    @Override
    public List<String> protocolVersions() {
      return StdioTransport.this.protocolVersions();
    }
  }
}
