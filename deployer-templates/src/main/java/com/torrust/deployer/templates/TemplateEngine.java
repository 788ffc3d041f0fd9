package com.torrust.deployer.templates;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.Map;

/**
 * Turns a template and values into the text of a file, header included. A token without a value fails; nothing is escaped
 * unless a filter of {@link TargetFormat} says so; values are never looked into for further tokens. Thread-safe.
 */
final class TemplateEngine {

  private final TemplateLibrary library;
  private final Jinjava jinjava;

  TemplateEngine(TemplateLibrary library) {
    this.library = library;
    this.jinjava =
        new Jinjava(
            JinjavaConfig.newBuilder()
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withKeepTrailingNewline(true)
                .build());
    for (TargetFormat format : TargetFormat.values()) {
      jinjava.getGlobalContext().registerFilter(new LiteralFilter(format));
    }
  }

  /** Where templates come from. */
  TemplateLibrary library() {
    return library;
  }

  /**
   * The text of the file.
   *
   * @param owner the class that knows the values, named in the header
   * @param values texts, numbers, booleans, and lists and maps of these; nothing else, so that templates never depend on
   *     our classes
   * @throws TemplateFailure naming the template, the line and the cause
   */
  String render(Template template, Class<?> owner, Map<String, ?> values) {
    String source = library.text(template.path());
    String body =
        template.kind() == Template.Kind.VERBATIM ? source : interpret(template.path(), source, values);
    if (!Header.fits(template.path())) {
      return body;
    }
    String mark = library.isOverridden(template.path()) ? " (the operator's own)" : "";
    return Header.rendered(
        template.path() + mark, owner, template.purpose(), template.reference(), body);
  }

  private String interpret(String path, String source, Map<String, ?> values) {
    RenderResult result = jinjava.renderForResult(source, values);
    if (!result.getErrors().isEmpty()) {
      throw new TemplateFailure(path, describe(result.getErrors().get(0)));
    }
    return result.getOutput();
  }

  private static String describe(TemplateError error) {
    return "line " + error.getLineno() + ": " + error.getMessage();
  }
}
