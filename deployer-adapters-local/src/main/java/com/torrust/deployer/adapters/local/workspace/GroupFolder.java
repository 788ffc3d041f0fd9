package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder of one group of artifacts. It is made anew beside the old one and then put in its
 * place, so that a render that fails leaves all old files and one that succeeds leaves none of
 * them. What tools left in the old folder, perhaps the only copy of a machine's state, is linked
 * into the new one first: it is never without a name for a moment.
 */
final class GroupFolder {

  private static final String LIST = ".artifacts";

  private final Path current;
  private final Path next;
  private final Path previous;

  GroupFolder(Path build, ArtifactGroup group) {
    this.current = build.resolve(group.folder());
    this.next = build.resolve(".new-" + group.folder());
    this.previous = build.resolve(".old-" + group.folder());
  }

  /** Replaces the group's files. After an exception the old ones stand there. */
  void replace(List<Artifact> artifacts) throws IOException {
    recover();
    try {
      fill(artifacts);
    } catch (IOException failed) {
      discard(next, failed);
      throw failed;
    }
    swap();
    OwnerFiles.removeFolder(previous);
  }

  /** A swap that a kill cut in two is taken back; half-written folders go. */
  private void recover() throws IOException {
    if (Files.exists(previous) && Files.notExists(current)) {
      Files.move(previous, current, StandardCopyOption.ATOMIC_MOVE);
    }
    OwnerFiles.removeFolder(next);
    OwnerFiles.removeFolder(previous);
  }

  private void fill(List<Artifact> artifacts) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Artifact artifact : artifacts) {
      Path relative = relative(artifact);
      names.add(relative.toString());
      ArtifactFiles.write(next.resolve(relative), artifact);
    }
    OwnerFiles.makeFolder(next);
    if (Files.isDirectory(current)) {
      keepToolFiles(names);
    }
    Files.writeString(next.resolve(LIST), String.join("\n", names) + "\n");
    OwnerFiles.restrictFile(next.resolve(LIST));
  }

  private Path relative(Artifact artifact) {
    Path path = Path.of(artifact.path());
    if (!path.startsWith(artifact.group().folder()) || path.getNameCount() < 2) {
      throw new IllegalArgumentException(
          "artifact '"
              + artifact.path()
              + "' is outside of its group '"
              + artifact.group().folder()
              + "'");
    }
    return path.subpath(1, path.getNameCount());
  }

  private void keepToolFiles(Set<String> newNames) throws IOException {
    Set<String> dropped = new HashSet<>(oldNames());
    dropped.addAll(newNames);
    dropped.add(LIST);
    Files.walkFileTree(
        current,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path relative = current.relativize(file);
            if (!dropped.contains(relative.toString())) {
              keep(file, next.resolve(relative), attributes);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Set<String> oldNames() throws IOException {
    try {
      return new HashSet<>(Files.readAllLines(current.resolve(LIST)));
    } catch (NoSuchFileException fromTheReference) {
      return Set.of();
    }
  }

  private static void keep(Path file, Path copy, BasicFileAttributes attributes)
      throws IOException {
    OwnerFiles.makeFolder(copy.getParent());
    if (attributes.isSymbolicLink()) {
      Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
      return;
    }
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException | IOException noHardLinks) {
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private void swap() throws IOException {
    boolean replaces = Files.exists(current);
    if (replaces) {
      Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      if (replaces) {
        Files.move(previous, current, StandardCopyOption.ATOMIC_MOVE);
      }
      throw failed;
    }
  }

  private static void discard(Path folder, IOException reason) {
    try {
      OwnerFiles.removeFolder(folder);
    } catch (IOException alsoFailed) {
      reason.addSuppressed(alsoFailed);
    }
  }
}
