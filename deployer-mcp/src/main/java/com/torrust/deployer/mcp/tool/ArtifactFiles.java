package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.Document;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files below {@code build/NAME}: what was rendered last, never the state of a tool. */
public final class ArtifactFiles {

  private static final int MOST = 500;

  private final Workbench bench;

  /** Those of a workbench. */
  public ArtifactFiles(Workbench bench) {
    this.bench = bench;
  }

  /** The list, or the lines of one of them; left {@code agent.artifact_unknown}. */
  public Either<DeployError, Document> of(EnvironmentName name, Optional<String> wanted) {
    Path folder = bench.workingDirectory().resolve("build").resolve(name.value());
    // What is known of the environment is known to the redactor from here on.
    return bench
        .deployer()
        .show(name)
        .flatMap(
            shown -> {
              try {
                List<String> paths = list(folder);
                if (wanted.isEmpty()) {
                  return Either.right(document(name, paths, Optional.empty(), List.of()));
                }
                return paths.contains(wanted.get())
                    ? Either.right(
                        document(
                            name,
                            paths,
                            wanted,
                            BoundedFile.lines(
                                folder.resolve(wanted.get()), bench.deployer().redactor())))
                    : Either.left(unknown(name, wanted.get()));
              } catch (IOException unreadable) {
                return Either.left(unknown(name, wanted.orElse("")));
              }
            });
  }

  private static List<String> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> folder.relativize(path).toString())
          .filter(path -> !path.contains("tfstate"))
          .sorted()
          .limit(MOST)
          .toList();
    }
  }

  private static Document document(
      EnvironmentName name, List<String> paths, Optional<String> path, List<String> lines) {
    return Document.result()
        .put("environment_name", name.value())
        .put("files", paths)
        .put("path", path)
        .put("lines", lines);
  }

  private static DeployError unknown(EnvironmentName name, String path) {
    return DeployError.because(
            "agent.artifact_unknown",
            ErrorKind.NOT_FOUND,
            "there is no rendered file " + Excerpt.of(path) + " of '" + name + "'")
        .putFacts("environment", name.value())
        .addRemedies(Remedy.advice("call artifacts without a path to see the list"))
        .build();
  }
}
