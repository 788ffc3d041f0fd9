package com.torrust.deployer.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines as messages of JSON-RPC; what is none gets its answer here and goes no further. */
final class Message {

  private static final int DEEPEST = 100;

  /** Bounded, so that a hostile line costs no more than its length. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Message() {}

  /** The message in a line, or what to answer. */
  static Either<Map<String, @Nullable Object>, JSONRPCMessage> parse(LineInput.Line line) {
    if (!line.isWhole()) {
      return refused(
          id(line.bytes()).orElse(null),
          McpSchema.ErrorCodes.INVALID_REQUEST,
          "the message is longer than this server reads");
    }
    Map<String, Object> members;
    try {
      members = JSON.readValue(line.bytes(), new TypeReference<>() {});
    } catch (IOException malformed) {
      return refused(null, McpSchema.ErrorCodes.PARSE_ERROR, "the message is not one JSON object");
    }
    if (members == null || !McpSchema.JSONRPC_VERSION.equals(members.get("jsonrpc"))) {
      return refused(
          null, McpSchema.ErrorCodes.INVALID_REQUEST, "the message is not one of JSON-RPC 2.0");
    }
    Object id = members.get("id");
    boolean isId = id instanceof String || id instanceof Integer || id instanceof Long;
    if (members.containsKey("id") && !isId) {
      return refused(
          null, McpSchema.ErrorCodes.INVALID_REQUEST, "an id is a text or a whole number");
    }
    if (members.get("method") instanceof String method && !method.isBlank()) {
      Object params = members.get("params");
      if (params != null && !(params instanceof Map)) {
        return refused(id, McpSchema.ErrorCodes.INVALID_REQUEST, "params is an object");
      }
      return Either.right(
          isId ? new JSONRPCRequest(method, id, params) : new JSONRPCNotification(method, params));
    }
    if (isId && (members.containsKey("result") || members.containsKey("error"))) {
      return Either.right(
          members.get("error") instanceof Map<?, ?> error
              ? JSONRPCResponse.error(id, error(error))
              : JSONRPCResponse.result(id, members.getOrDefault("result", Map.of())));
    }
    return refused(
        isId ? id : null, McpSchema.ErrorCodes.INVALID_REQUEST, "the message has no method");
  }

  private static JSONRPCError error(Map<?, ?> members) {
    return new JSONRPCError(
        members.get("code") instanceof Integer code ? code : McpSchema.ErrorCodes.INTERNAL_ERROR,
        String.valueOf(members.get("message")));
  }

  /** An error as an answer; the SDK knows none to a message without an id. */
  static Map<String, @Nullable Object> error(@Nullable Object id, int code, String message) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", McpSchema.JSONRPC_VERSION);
    answer.put("id", id);
    answer.put("error", Map.of("code", code, "message", message));
    return answer;
  }

  private static Either<Map<String, @Nullable Object>, JSONRPCMessage> refused(
      @Nullable Object id, int code, String message) {
    return Either.left(error(id, code, message));
  }

  /** The id of a message of which only the beginning is there. */
  private static Optional<Object> id(byte[] beginning) {
    try (JsonParser parser = JSON.getFactory().createParser(beginning)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME
            && depth == 1
            && parser.currentName().equals("id")) {
          return switch (parser.nextToken()) {
            case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
            case VALUE_STRING -> Optional.of(parser.getText());
            default -> Optional.empty();
          };
        }
      }
    } catch (IOException cut) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
