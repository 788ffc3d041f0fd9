package com.torrust.deployer.templates;

/**
 * A template that could not be read or rendered; ends the rendering and becomes a {@code
 * DeployError} at its edge.
 */
final class TemplateFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String template;

  TemplateFailure(String template, String reason, Throwable cause) {
    super(reason, cause);
    this.template = template;
  }

  TemplateFailure(String template, String reason) {
    this(template, reason, null);
  }

  /** Path of the template. */
  String template() {
    return template;
  }
}
