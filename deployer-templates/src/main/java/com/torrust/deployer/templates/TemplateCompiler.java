package com.torrust.deployer.templates;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.InvalidArgumentException;
import com.hubspot.jinjava.interpret.InvalidInputException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.tree.Node;
import com.torrust.deployer.domain.spi.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads each template once: parses those with tokens, puts the header on those without.
 * Thread-safe, made to live as long as the renderer; each rendering gets a {@link TemplateEngine}
 * of its own from it.
 */
final class TemplateCompiler {

  private final TemplateLibrary library;
  private final Jinjava jinjava;
  private final Map<Template, Node> parsed = new ConcurrentHashMap<>();
  private final Map<Template, Header> headers = new ConcurrentHashMap<>();
  private final Map<Template, String> verbatim = new ConcurrentHashMap<>();

  /**
   * Outermost contexts that nobody uses. Making one registers every filter and tag; and threads
   * must not share one, because the names that a rendering resolves, never their values, are noted
   * up to there.
   */
  private final Queue<Context> idle = new ConcurrentLinkedQueue<>();

  TemplateCompiler(TemplateLibrary library) {
    this.library = library;
    this.jinjava =
        new Jinjava(
            JinjavaConfig.newBuilder()
                .withFailOnUnknownTokens(true)
                .withNestedInterpretationEnabled(false)
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withKeepTrailingNewline(true)
                // Calls filters directly; otherwise each call searches for its method anew.
                .withEnableFilterChainOptimization(true)
                .build());
    for (TargetFormat format : TargetFormat.values()) {
      jinjava.getGlobalContext().registerFilter(new LiteralFilter(format));
    }
    idle.add(jinjava.getGlobalContext());
  }

  /** Where templates come from. */
  TemplateLibrary library() {
    return library;
  }

  /** Evaluates something, as the first time takes long. */
  void prepare() {
    jinjava.render("{{ ready }}", Map.of("ready", true));
  }

  /** What one rendering works with; to be closed after it. */
  TemplateEngine engine() {
    Context root = idle.poll();
    return new TemplateEngine(this, root == null ? jinjava.getGlobalContextCopy() : root);
  }

  /** Takes back what a rendering worked with. */
  void giveBack(Context root) {
    idle.add(root);
  }

  /** The whole text of a template without tokens. */
  String verbatim(Template template, Class<?> owner) {
    return verbatim.computeIfAbsent(
        template, absent -> withHeader(template, owner, library.text(template)));
  }

  /** The whole text of a template with these values in place of its tokens. */
  String rendered(Template template, Class<?> owner, Map<String, ?> values, Context root) {
    try (AutoCloseableImpl<JinjavaInterpreter> current =
        JinjavaInterpreter.closeablePushCurrent(
                new JinjavaInterpreter(
                    jinjava, new Context(root, values), jinjava.getGlobalConfig()))
            .get()) {
      JinjavaInterpreter interpreter = current.value();
      Node tree =
          Optional.ofNullable(parsed.get(template))
              .orElseGet(() -> interpreter.parse(library.text(template)));
      String body = interpreter.render(tree);
      List<TemplateError> errors = interpreter.getErrorsCopy();
      if (!errors.isEmpty()) {
        throw new TemplateFailure(
            template.path(),
            "line " + errors.get(0).getLineno() + ": " + errors.get(0).getMessage());
      }
      // Only now: what is wrong with a text is found while it is parsed, and has to be found each
      // time.
      parsed.putIfAbsent(template, tree);
      return withHeader(template, owner, body);
    } catch (InterpretException failure) {
      throw new TemplateFailure(
          template.path(),
          "line " + failure.getLineNumber() + ": " + failure.getMessage(),
          failure);
    } catch (InvalidArgumentException | InvalidInputException failure) {
      throw new TemplateFailure(template.path(), failure.getMessage(), failure);
    }
  }

  private String withHeader(Template template, Class<?> owner, String body) {
    return Header.fits(template.path())
        ? headers.computeIfAbsent(template, absent -> header(template, owner)).on(body)
        : body;
  }

  private Header header(Template template, Class<?> owner) {
    String mark = library.isOverridden(template) ? " (the operator's own)" : "";
    return Header.ofTemplate(
        template.path() + mark, owner, template.purpose(), template.reference());
  }
}
