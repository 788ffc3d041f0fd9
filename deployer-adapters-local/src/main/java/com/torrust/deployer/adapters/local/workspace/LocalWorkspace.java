package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.adapters.local.file.FileTrouble;
import com.torrust.deployer.adapters.local.file.OwnerFiles;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files below the working directory. Immutable; two writers of one environment are kept apart by
 * its lease.
 */
final class LocalWorkspace implements Workspace {

  private final Path root;
  private final SocketFolders sockets;

  LocalWorkspace(Path root, SocketFolders sockets) {
    this.root = root;
    this.sockets = sockets;
  }

  @Override
  public Either<DeployError, EnvironmentFolders> folders(EnvironmentName name) {
    Path data = root.resolve("data").resolve(name.value());
    Path tofu = data.resolve("tofu");
    Path runs = data.resolve("runs");
    Path build = build(name);
    try {
      for (Path folder : List.of(data.getParent(), data, tofu, runs, build.getParent(), build)) {
        OwnerFiles.makeFolder(folder);
      }
    } catch (IOException failed) {
      return Either.left(notWritten("cannot make the folders of '" + name + "'", data, failed));
    }
    try {
      return Either.right(
          new EnvironmentFolders(build, tofu, runs, sockets.make(root, name, runs)));
    } catch (IOException failed) {
      return Either.left(
          notWritten(
              "cannot make a private folder for sockets",
              sockets.usual(root, name).get(0),
              failed));
    }
  }

  private Path build(EnvironmentName name) {
    return root.resolve("build").resolve(name.value());
  }

  @Override
  public Either<DeployError, Path> write(EnvironmentName name, Artifacts artifacts) {
    Path build = build(name);
    Map<ArtifactGroup, List<Artifact>> groups =
        artifacts.files().stream()
            .collect(
                Collectors.groupingBy(Artifact::group, LinkedHashMap::new, Collectors.toList()));
    try {
      OwnerFiles.makeFolder(build.getParent());
      OwnerFiles.makeFolder(build);
      for (Map.Entry<ArtifactGroup, List<Artifact>> group : groups.entrySet()) {
        new GroupFolder(build, group.getKey()).replace(group.getValue());
      }
      return Either.right(build);
    } catch (IOException failed) {
      return Either.left(notWritten("cannot write the files of '" + name + "'", build, failed));
    }
  }

  @Override
  public Either<DeployError, Path> export(Path folder, Artifacts artifacts, boolean overwrite) {
    Path target = root.resolve(folder);
    try {
      if (!overwrite && isOccupied(target)) {
        return Either.left(
            occupied("workspace.folder_not_empty", target, "exists and is not empty"));
      }
      if (isOccupied(target)) {
        for (Artifact artifact : artifacts.files()) {
          ArtifactFiles.replace(target.resolve(artifact.path()), artifact);
        }
      } else {
        exportNew(target, artifacts);
      }
      return Either.right(target);
    } catch (IOException failed) {
      return Either.left(notWritten("cannot write the files", target, failed));
    }
  }

  /** All files or none. */
  private static void exportNew(Path target, Artifacts artifacts) throws IOException {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    OwnerFiles.removeFolder(part);
    try {
      Files.createDirectories(part);
      for (Artifact artifact : artifacts.files()) {
        ArtifactFiles.write(part.resolve(artifact.path()), artifact);
      }
      Files.deleteIfExists(target);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      OwnerFiles.removeFolder(part);
    }
  }

  private static boolean isOccupied(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext();
    }
  }

  @Override
  public Either<DeployError, Path> exportText(Path file, String text, boolean overwrite) {
    Path target = root.resolve(file);
    if (Files.isDirectory(target)) {
      return Either.left(occupied("workspace.file_exists", target, "is a folder"));
    }
    if (!overwrite && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return Either.left(occupied("workspace.file_exists", target, "exists already"));
    }
    try {
      Files.createDirectories(target.getParent());
      // What is to be filled in may be a token.
      OwnerFiles.replace(target, text.getBytes(StandardCharsets.UTF_8));
      return Either.right(target);
    } catch (IOException failed) {
      return Either.left(notWritten("cannot write the file", target, failed));
    }
  }

  @Override
  public Either<DeployError, Done> discard(EnvironmentName name) {
    try {
      OwnerFiles.removeFolder(build(name));
      sockets.remove(root, name, root.resolve("data").resolve(name.value()).resolve("runs"));
      return Either.right(Done.DONE);
    } catch (IOException failed) {
      return Either.left(
          notWritten("cannot remove the files of '" + name + "'", build(name), failed));
    }
  }

  private static DeployError notWritten(String what, Path path, IOException reason) {
    return FileTrouble.of("workspace.not_written", what, path, reason).build();
  }

  private static DeployError occupied(String code, Path path, String state) {
    return DeployError.because(code, ErrorKind.USAGE, "'" + path + "' " + state)
        .putFacts("path", path.toString())
        .addRemedies(Remedy.advice("choose another place, or allow overwriting"))
        .build();
  }
}
