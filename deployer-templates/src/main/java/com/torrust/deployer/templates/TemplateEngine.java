package com.torrust.deployer.templates;

import com.hubspot.jinjava.interpret.Context;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.Map;

/**
 * Turns templates and values into the texts of files, headers included. A token without a value
 * fails; nothing is escaped unless a filter of {@link TargetFormat} says so; values are never
 * looked into for further tokens. For one rendering by one thread.
 */
final class TemplateEngine implements AutoCloseable {

  private final TemplateCompiler compiler;
  private final Context root;

  TemplateEngine(TemplateCompiler compiler, Context root) {
    this.compiler = compiler;
    this.root = root;
  }

  /**
   * The text of the file.
   *
   * @param owner the class that knows the values, named in the header
   * @param values texts, numbers, booleans, and lists and maps of these; nothing else, so that
   *     templates never depend on our classes
   * @throws TemplateFailure naming the template, the line and the cause
   */
  String render(Template template, Class<?> owner, Map<String, ?> values) {
    return switch (template.kind()) {
      case VERBATIM -> compiler.verbatim(template, owner);
      case RENDERED -> compiler.rendered(template, owner, values, root);
    };
  }

  /** The engine for one source of artifacts, which the headers name. */
  TemplateRenderer of(ArtifactSource source) {
    return (template, values) -> render(template, source.getClass(), values);
  }

  @Override
  public void close() {
    compiler.giveBack(root);
  }
}
