package com.torrust.deployer.domain.spi;

import java.util.Map;

/**
 * Turns templates and values into the texts of files, with the header that names where they come
 * from. A token without a value fails; nothing is escaped unless the template says so by the filter
 * of the file's format; values are never looked into for further tokens. For one rendering by one
 * thread.
 */
public interface TemplateRenderer {

  /**
   * The text of the file.
   *
   * @param values texts, numbers, booleans, and lists and maps of these; nothing else, so that
   *     templates never depend on classes
   */
  String render(Template template, Map<String, ?> values);
}
