package com.torrust.deployer.mcp.protocol;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.mcp.tool.ToolCall;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call as the SDK brings it. */
final class SdkCall implements ToolCall {

  private static final Logger LOG = LoggerFactory.getLogger(SdkCall.class);
  private static final String UNKNOWN = "unknown";

  private final McpSyncServerExchange exchange;
  private final Optional<Object> progressToken;

  SdkCall(McpSyncServerExchange exchange, Optional<Object> progressToken) {
    this.exchange = exchange;
    this.progressToken = progressToken;
  }

  @Override
  public String client() {
    Implementation info = exchange.getClientInfo();
    return info == null ? UNKNOWN : info.name() + " " + info.version();
  }

  @Override
  public boolean canAsk() {
    return exchange.getClientCapabilities() != null
        && exchange.getClientCapabilities().elicitation() != null;
  }

  @Override
  public Optional<String> ask(String question, String field) {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(field, Map.of("type", "string")),
            "required",
            List.of(field));
    try {
      ElicitResult answer =
          exchange.createElicitation(ElicitFormRequest.builder(question, schema).build());
      return answer.action() == ElicitResult.Action.ACCEPT && answer.content() != null
          ? Optional.ofNullable(answer.content().get(field))
              .filter(String.class::isInstance)
              .map(Object::toString)
          : Optional.empty();
    } catch (RuntimeException unanswered) {
      LOG.info("a question was not answered: {}", unanswered.toString());
      return Optional.empty();
    }
  }

  @Override
  public void progress(int done, int total, String message) {
    progressToken.ifPresent(
        token -> {
          try {
            exchange.progressNotification(
                ProgressNotification.builder(token, done)
                    .total((double) total)
                    .message(message)
                    .build());
          } catch (RuntimeException gone) {
            LOG.debug("nobody hears: {}", gone.toString());
          }
        });
  }

  @Override
  public Cancellation cancellation() {
    return exchange.transportContext().get(StdioTransport.CANCELLATION)
            instanceof Cancellation cancellation
        ? cancellation
        : Cancellation.create();
  }
}
