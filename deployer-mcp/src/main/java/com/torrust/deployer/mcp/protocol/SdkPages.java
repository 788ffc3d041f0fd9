package com.torrust.deployer.mcp.protocol;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.mcp.library.Guidance;
import com.torrust.deployer.mcp.library.Page;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages and guidance in the SDK's words. */
final class SdkPages {

  private SdkPages() {}

  static SyncResourceSpecification resource(Page page) {
    return new SyncResourceSpecification(
        Resource.builder(page.address(), page.name())
            .title(page.title())
            .description(page.description())
            .mimeType(page.mimeType())
            .build(),
        (exchange, request) -> read(page, request.uri(), List.of()));
  }

  static SyncResourceTemplateSpecification template(Page page) {
    Pattern form = form(page);
    return new SyncResourceTemplateSpecification(
        ResourceTemplate.builder(page.address(), page.name())
            .title(page.title())
            .description(page.description())
            .mimeType(page.mimeType())
            .build(),
        (exchange, request) -> {
          Matcher address = form.matcher(request.uri());
          if (!address.matches()) {
            throw notFound("there is nothing at this address");
          }
          List<String> values =
              IntStream.rangeClosed(1, address.groupCount()).mapToObj(address::group).toList();
          return read(page, request.uri(), values);
        });
  }

  private static Pattern form(Page page) {
    String expression =
        Pattern.compile("\\{[a-z]+\\}")
            .splitAsStream(page.address())
            .map(Pattern::quote)
            .collect(Collectors.joining("([^/]+)"));
    return Pattern.compile(page.address().endsWith("}") ? expression + "([^/]+)" : expression);
  }

  private static ReadResourceResult read(Page page, String address, List<String> values) {
    String text = page.text().apply(values).getOrElseThrow(SdkPages::failed);
    return ReadResourceResult.builder(
            List.of(TextResourceContents.builder(address, text).mimeType(page.mimeType()).build()))
        .build();
  }

  private static McpError failed(DeployError error) {
    return notFound(error.code().value() + ": " + error.message());
  }

  private static McpError notFound(String message) {
    return McpError.builder(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND).message(message).build();
  }

  static SyncPromptSpecification prompt(Guidance guidance) {
    List<PromptArgument> arguments =
        new TreeMap<>(guidance.arguments())
            .entrySet().stream()
                .map(
                    each ->
                        PromptArgument.builder(each.getKey())
                            .description(each.getValue())
                            .required(true)
                            .build())
                .toList();
    return new SyncPromptSpecification(
        Prompt.builder(guidance.name())
            .title(guidance.title())
            .description(guidance.description())
            .arguments(arguments)
            .build(),
        (exchange, request) ->
            GetPromptResult.builder(List.of(message(guidance, request)))
                .description(guidance.description())
                .build());
  }

  private static PromptMessage message(Guidance guidance, GetPromptRequest request) {
    Map<String, String> given = texts(Optional.ofNullable(request.arguments()).orElse(Map.of()));
    String text = guidance.text().apply(given);
    return PromptMessage.builder(Role.USER, TextContent.builder(text).build()).build();
  }

  private static Map<String, String> texts(Map<String, Object> given) {
    return given.entrySet().stream()
        .filter(each -> each.getValue() instanceof String)
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString()));
  }
}
