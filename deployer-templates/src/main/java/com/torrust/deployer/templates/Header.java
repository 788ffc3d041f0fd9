package com.torrust.deployer.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The comment block at the top of every file. It holds neither time nor version: equal input makes
 * equal bytes, and an upgrade that changes nothing restarts nothing.
 */
final class Header {

  private static final int WIDTH = 100;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String block;

  private Header(String block) {
    this.block = block;
  }

  /** For a file that is made from a template. */
  static Header ofTemplate(String template, Class<?> values, String purpose, String reference) {
    return new Header(block(template, values, purpose, reference));
  }

  /** For a file that a structured writer makes. */
  static Header ofModel(Class<?> values, String purpose, String reference) {
    return new Header(block("none, written from a model", values, purpose, reference));
  }

  private static String block(String source, Class<?> values, String purpose, String reference) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Made by Torrust Tracker Deployer; changes made here are lost at the next rendering.");
    lines.add("Project: " + Links.REPOSITORY);
    lines.add("Template: " + source);
    lines.add("Values from: " + values.getName());
    lines.add("Documentation: " + Links.SITE);
    lines.add("");
    lines.addAll(wrap(purpose));
    lines.add("Options: " + reference);
    StringBuilder block = new StringBuilder();
    lines.forEach(line -> block.append(line.isEmpty() ? "#" : "# ").append(line).append('\n'));
    return block.toString();
  }

  /**
   * The text with this block: after a first line that has to stay the first, such as {@code
   * #!/bin/bash} and {@code #cloud-config}, else at the top.
   */
  String on(String text) {
    if (text.startsWith("#!") || text.startsWith("#cloud-config")) {
      int end = text.indexOf('\n') + 1;
      return text.substring(0, end) + block + "\n" + text.substring(end);
    }
    return block + "\n" + text;
  }

  /** Whether files of that name can hold comments. */
  static boolean fits(String path) {
    return !path.endsWith(".json");
  }

  private static List<String> wrap(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : SPACE.split(paragraph.strip())) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
