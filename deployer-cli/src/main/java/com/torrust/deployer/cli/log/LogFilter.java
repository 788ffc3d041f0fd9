package com.torrust.deployer.cli.log;

import ch.qos.logback.classic.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Which loggers say how much.
 *
 * @param levels by name; always one for the root
 */
record LogFilter(Map<String, Level> levels) {

  /**
   * A level, or {@code name=level} pairs with commas between; what makes no sense counts for
   * nothing.
   */
  static LogFilter parse(String text) {
    Map<String, Level> levels = new LinkedHashMap<>(Map.of(Logger.ROOT_LOGGER_NAME, Level.INFO));
    for (String part : text.split(",")) {
      String[] pair = part.strip().split("=", 2);
      String name = pair.length == 2 ? pair[0].replace("::", ".") : Logger.ROOT_LOGGER_NAME;
      level(pair[pair.length - 1]).ifPresent(level -> levels.put(name, level));
    }
    return new LogFilter(levels);
  }

  private static Optional<Level> level(String word) {
    return Optional.ofNullable(Level.toLevel(word.strip(), null));
  }
}
