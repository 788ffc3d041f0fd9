package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Files in memory, by absolute path. Thread-safe. */
public final class InMemoryWorkspace implements Workspace {

  private static final Path ROOT = Path.of("/workspace");

  private final FaultPlan faults;
  private final Map<Path, Artifact> artifacts = new TreeMap<>();
  private final Map<Path, String> exports = new TreeMap<>();

  InMemoryWorkspace(FaultPlan faults) {
    this.faults = faults;
  }

  /** A workspace on its own, in which nothing goes wrong. */
  public static InMemoryWorkspace create() {
    return new InMemoryWorkspace(FaultPlan.create());
  }

  static EnvironmentFolders foldersOf(EnvironmentName name) {
    Path data = ROOT.resolve("data").resolve(name.value());
    return new EnvironmentFolders(
        build(name),
        data.resolve("tofu"),
        data.resolve("runs"),
        Path.of("/run/sockets", name.value()));
  }

  private static Path build(EnvironmentName name) {
    return ROOT.resolve("build").resolve(name.value());
  }

  /** The groups that stand below {@code build/<name>}. */
  public synchronized Set<ArtifactGroup> groups(EnvironmentName name) {
    return artifacts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(build(name)))
        .map(entry -> entry.getValue().group())
        .collect(Collectors.toSet());
  }

  /** The text of a file that was written or exported. */
  public synchronized Optional<String> text(Path file) {
    return Optional.ofNullable(artifacts.get(file))
        .map(Artifact::text)
        .or(() -> Optional.ofNullable(exports.get(file)));
  }

  @Override
  public Either<DeployError, EnvironmentFolders> folders(EnvironmentName name) {
    return faults.pass("workspace.folders", () -> Either.right(foldersOf(name)));
  }

  @Override
  public Either<DeployError, Path> write(EnvironmentName name, Artifacts written) {
    return faults.pass(
        "workspace.write",
        () -> {
          put(build(name), written);
          return Either.right(build(name));
        });
  }

  private synchronized void put(Path folder, Artifacts written) {
    Set<ArtifactGroup> groups =
        written.files().stream().map(Artifact::group).collect(Collectors.toSet());
    artifacts
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().startsWith(folder) && groups.contains(entry.getValue().group()));
    written.files().forEach(file -> artifacts.put(folder.resolve(file.path()), file));
  }

  @Override
  public synchronized Either<DeployError, Path> export(
      Path folder, Artifacts written, boolean overwrite) {
    if (!overwrite && artifacts.keySet().stream().anyMatch(path -> path.startsWith(folder))) {
      return Either.left(exists("workspace.folder_not_empty", folder));
    }
    put(folder, written);
    return Either.right(folder);
  }

  @Override
  public synchronized Either<DeployError, Path> exportText(
      Path file, String text, boolean overwrite) {
    if (!overwrite && exports.containsKey(file)) {
      return Either.left(exists("workspace.file_exists", file));
    }
    exports.put(file, text);
    return Either.right(file);
  }

  private static DeployError exists(String code, Path path) {
    return DeployError.because(code, ErrorKind.USAGE, "'" + path + "' exists already")
        .putFacts("path", path.toString())
        .addRemedies(Remedy.advice("choose another place or allow overwriting"))
        .build();
  }

  @Override
  public Either<DeployError, Done> discard(EnvironmentName name) {
    return faults.pass(
        "workspace.discard",
        () -> {
          forget(build(name));
          return Either.right(Done.DONE);
        });
  }

  private synchronized void forget(Path folder) {
    artifacts.keySet().removeIf(path -> path.startsWith(folder));
  }
}
