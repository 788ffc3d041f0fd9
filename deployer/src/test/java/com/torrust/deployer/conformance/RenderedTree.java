package com.torrust.deployer.conformance;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A case that is rendered and written to a folder for a real program.
 *
 * @param renderCase what was rendered
 * @param config the configuration it was made from
 * @param artifacts all files
 * @param folder where they stand
 */
record RenderedTree(
    RenderCase renderCase, EnvironmentConfig config, Artifacts artifacts, Path folder) {

  /** Every case that is not refused, below {@code root}. */
  static List<RenderedTree> all(Path root) {
    List<RenderedTree> trees = new ArrayList<>();
    for (RenderCase one : RenderCase.all()) {
      one.decode().forEach(config -> trees.add(write(one, config, root.resolve(one.name()))));
    }
    return trees;
  }

  private static RenderedTree write(RenderCase one, EnvironmentConfig config, Path folder) {
    Artifacts artifacts =
        Rendering.renderer()
            .render(RenderCase.request(config))
            .getOrElseThrow(error -> new AssertionError(one.name() + ": " + error.message()));
    artifacts.files().forEach(artifact -> write(folder.resolve(artifact.path()), artifact));
    return new RenderedTree(one, config, artifacts, folder);
  }

  private static void write(Path file, Artifact artifact) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, artifact.text());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String name() {
    return renderCase.name();
  }

  /** A file of the tree, if the case has it. */
  Optional<Path> file(String path) {
    return artifacts.find(path).map(artifact -> folder.resolve(artifact.path()));
  }
}
