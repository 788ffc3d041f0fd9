package com.torrust.deployer.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result for people: a title, then one fact a line with the names aligned. */
final class Text {

  private static final int WIDTH = 12;

  private final List<String> lines = new ArrayList<>();

  Text(String title) {
    lines.add(title);
  }

  Text line(String name, Object value) {
    lines.add(String.format(Locale.ROOT, "  %-" + WIDTH + "s %s", name + ":", value));
    return this;
  }

  Text plain(String line) {
    lines.add("  " + line);
    return this;
  }

  Text next(String command) {
    return line("Next", "torrust-tracker-deployer " + command);
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines);
  }
}
