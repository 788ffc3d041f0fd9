package com.torrust.deployer.templates;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the text of a template: in the operator's folder when it is there, else among the embedded
 * ones. Nothing is ever extracted, so that an upgrade never meets old copies. Thread-safe.
 */
final class TemplateLibrary {

  private final Optional<Path> overrides;
  private final Map<String, String> embedded = new ConcurrentHashMap<>();

  TemplateLibrary(Optional<Path> overrides) {
    this.overrides = overrides;
  }

  /** Whether the operator's folder has a file of that path with another text than ours. */
  boolean isOverridden(String path) {
    return override(path)
        .map(file -> !isEmbedded(path) || !read(file, path).equals(embedded(path)))
        .orElse(false);
  }

  /**
   * Files of the operator's folder that replace nothing, relative to it: a misspelt name would be
   * left unused in silence.
   *
   * @param known paths of all templates
   * @throws TemplateFailure when the folder cannot be listed
   */
  List<String> strangers(Set<String> known) {
    return overrides.map(folder -> strangers(folder, known)).orElseGet(List::of);
  }

  /** Whether a failure of that template can be mended in the operator's folder. */
  boolean isTheirs(String path) {
    return overrides.isPresent() && (override(path).isPresent() || !isEmbedded(path));
  }

  private static List<String> strangers(Path folder, Set<String> known) {
    if (!Files.isDirectory(folder)) {
      throw new TemplateFailure(folder.toString(), "there is no such templates folder");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
          .filter(path -> !known.contains(path) && !path.equals(TemplateGuide.FILE))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failure) {
      throw new TemplateFailure(
          folder.toString(), "cannot list the templates folder: " + failure.getMessage(), failure);
    }
  }

  private Optional<Path> override(String path) {
    return overrides.map(folder -> folder.resolve(path)).filter(Files::isRegularFile);
  }

  /** The text that counts. */
  String text(String path) {
    return override(path).map(file -> read(file, path)).orElseGet(() -> embedded(path));
  }

  /** The embedded text, whatever the operator's folder has. */
  String embedded(String path) {
    return embedded.computeIfAbsent(path, TemplateLibrary::load);
  }

  private static String read(Path file, String path) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new TemplateFailure(
          path, "cannot read '" + file + "': " + failure.getMessage(), failure);
    }
  }

  private static String load(String path) {
    try (InputStream stream = TemplateLibrary.class.getResourceAsStream(resource(path))) {
      if (stream == null) {
        throw new TemplateFailure(path, "there is no such embedded template");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new TemplateFailure(
          path, "cannot read the embedded template: " + failure.getMessage(), failure);
    }
  }

  private static boolean isEmbedded(String path) {
    return TemplateLibrary.class.getResource(resource(path)) != null;
  }

  private static String resource(String path) {
    return "/templates/" + path;
  }
}
