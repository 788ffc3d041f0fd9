package com.torrust.deployer.mcp.protocol;

import com.torrust.deployer.json.Document;
import com.torrust.deployer.mcp.library.Guidance;
import com.torrust.deployer.mcp.library.Library;
import com.torrust.deployer.mcp.library.Page;
import com.torrust.deployer.mcp.tool.Tool;
import com.torrust.deployer.mcp.tool.Toolbox;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves tools, resources and prompts by the SDK, over two streams. What the SDK asks for is made
 * here and nowhere else, so that another one, or another revision of the protocol, is another class
 * like this.
 */
public final class SdkServer {

  /** How long a person has to answer a question. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String NAME = "torrust-tracker-deployer";

  private SdkServer() {}

  /** Serves until the client is gone. */
  public static void serve(
      Toolbox tools, Library library, String version, InputStream in, OutputStream out) {
    List<Page> pages = library.pages();
    McpJsonMapper json = new JacksonMcpJsonMapper(Message.JSON);
    StdioTransport transport = new StdioTransport(in, out, json);
    McpSyncServer server =
        McpServer.sync(transport)
            .serverInfo(
                Implementation.builder(NAME, version).title("Torrust Tracker Deployer").build())
            .instructions(Guidance.INSTRUCTIONS)
            .jsonMapper(json)
            .jsonSchemaValidator(new Judged())
            // Arguments are read strictly by what describes them.
            .validateToolInputs(false)
            .requestTimeout(PATIENCE)
            .capabilities(
                ServerCapabilities.builder()
                    .tools(false)
                    .resources(false, false)
                    .prompts(false)
                    .build())
            .tools(tools.offered().stream().map(tool -> specification(tools, tool)).toList())
            .resources(pages.stream().filter(Page::isFixed).map(SdkPages::resource).toList())
            .resourceTemplates(
                pages.stream().filter(page -> !page.isFixed()).map(SdkPages::template).toList())
            .prompts(Guidance.all().stream().map(SdkPages::prompt).toList())
            .build();
    try {
      transport.serve();
    } finally {
      server.close();
    }
  }

  private static SyncToolSpecification specification(Toolbox tools, Tool tool) {
    McpSchema.Tool described =
        McpSchema.Tool.builder(tool.name(), tool.input())
            .title(tool.title())
            .description(tool.description())
            .outputSchema(tool.output().get())
            .annotations(
                ToolAnnotations.builder()
                    .title(tool.title())
                    .readOnlyHint(tool.hints().readOnly())
                    .destructiveHint(tool.hints().destructive())
                    .idempotentHint(tool.hints().idempotent())
                    .openWorldHint(tool.hints().openWorld())
                    .build())
            .build();
    return new SyncToolSpecification(
        described, (exchange, request) -> call(tools, tool, exchange, request));
  }

  private static CallToolResult call(
      Toolbox tools, Tool tool, McpSyncServerExchange exchange, CallToolRequest request) {
    Map<String, Object> given = Optional.ofNullable(request.arguments()).orElse(Map.of());
    Optional<Object> token =
        Optional.ofNullable(request.meta()).map(meta -> meta.get("progressToken"));
    Toolbox.Answer answer = tools.call(tool, given, new SdkCall(exchange, token));
    Document document = answer.document();
    return CallToolResult.builder()
        .structuredContent(document.members())
        .textContent(List.of(document.line()))
        .isError(answer.isError())
        .build();
  }

  /** What is valid was made so: results are documents of published schemas, held by tests. */
  private static final class Judged implements JsonSchemaValidator {

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object content) {
      return ValidationResponse.asValid("");
    }
  }
}
