package com.torrust.deployer.templates;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the text of a template: in the operator's folder when it is there, else among the embedded ones. Nothing is ever
 * extracted, so that an upgrade never meets old copies (artifacts.md 10). Thread-safe.
 */
final class TemplateLibrary {

  private final Optional<Path> overrides;
  private final Map<String, String> embedded = new ConcurrentHashMap<>();

  TemplateLibrary(Optional<Path> overrides) {
    this.overrides = overrides;
  }

  /** Whether the operator's folder has a file of that path. */
  boolean isOverridden(String path) {
    return overrides.map(folder -> Files.isRegularFile(folder.resolve(path))).orElse(false);
  }

  /** The text that counts. */
  String text(String path) {
    return isOverridden(path) ? read(overrides.orElseThrow().resolve(path), path) : embedded(path);
  }

  /** The embedded text, whatever the operator's folder has. */
  String embedded(String path) {
    return embedded.computeIfAbsent(path, TemplateLibrary::load);
  }

  private static String read(Path file, String path) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new TemplateFailure(path, "cannot read '" + file + "': " + failure.getMessage(), failure);
    }
  }

  private static String load(String path) {
    try (InputStream stream = TemplateLibrary.class.getResourceAsStream("/templates/" + path)) {
      if (stream == null) {
        throw new TemplateFailure(path, "there is no such embedded template");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new TemplateFailure(path, "cannot read the embedded template: " + failure.getMessage(), failure);
    }
  }
}
