package com.torrust.deployer.templates;

import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the text of a template: in the operator's folder when it is there, else among the embedded
 * ones. Nothing is ever extracted, so that an upgrade never meets old copies. Thread-safe.
 */
final class TemplateLibrary {

  /** In {@code META-INF}, because a module closes its other folders to everybody else. */
  private static final String FOLDER = "/META-INF/templates/";

  private final Optional<Path> overrides;
  private final Map<String, Home> homes;
  private final Map<String, String> embedded = new ConcurrentHashMap<>();

  /**
   * A template and the class in whose jar its text stands.
   *
   * @param template the template
   * @param source the class of the source that names it
   */
  private record Home(Template template, Class<?> source) {}

  /** Knows the templates of these sources. */
  TemplateLibrary(Optional<Path> overrides, List<ArtifactSource> sources) {
    this.overrides = overrides;
    Map<String, Home> known = new LinkedHashMap<>();
    for (ArtifactSource source : sources) {
      for (Template template : source.templates()) {
        known.put(template.path(), new Home(template, source.getClass()));
      }
    }
    this.homes = Collections.unmodifiableMap(known);
  }

  /** Every template, in the order of the sources. */
  List<Template> templates() {
    return homes.values().stream().map(Home::template).toList();
  }

  /** Whether the operator's folder has a file of that path with another text than ours. */
  boolean isOverridden(Template template) {
    return override(template.path())
        .map(
            file ->
                !homes.containsKey(template.path())
                    || !read(file, template.path()).equals(embedded(template)))
        .orElse(false);
  }

  /**
   * Files of the operator's folder that replace nothing, relative to it: a misspelt name would be
   * left unused in silence.
   *
   * @throws TemplateFailure when the folder cannot be listed
   */
  List<String> strangers() {
    return overrides.map(this::strangers).orElseGet(List::of);
  }

  /** Whether a failure of that template can be mended in the operator's folder. */
  boolean isTheirs(String path) {
    return overrides.isPresent() && (override(path).isPresent() || !homes.containsKey(path));
  }

  private List<String> strangers(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new TemplateFailure(folder.toString(), "there is no such templates folder");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
          .filter(path -> !homes.containsKey(path) && !path.equals(TemplateGuide.FILE))
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
  String text(Template template) {
    return override(template.path())
        .map(file -> read(file, template.path()))
        .orElseGet(() -> embedded(template));
  }

  /** The embedded text, whatever the operator's folder has. */
  String embedded(Template template) {
    return embedded.computeIfAbsent(template.path(), this::load);
  }

  private static String read(Path file, String path) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new TemplateFailure(
          path, "cannot read '" + file + "': " + failure.getMessage(), failure);
    }
  }

  private String load(String path) {
    Home home = homes.get(path);
    if (home == null) {
      throw new TemplateFailure(path, "no source of artifacts names it");
    }
    return home.template().parts().stream()
        .map(part -> load(path, part, home.source()))
        .collect(Collectors.joining());
  }

  private static String load(String path, String part, Class<?> source) {
    try (InputStream stream = source.getResourceAsStream(FOLDER + part)) {
      if (stream == null) {
        throw new TemplateFailure(path, "there is no such embedded template");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new TemplateFailure(
          path, "cannot read the embedded template: " + failure.getMessage(), failure);
    }
  }
}
