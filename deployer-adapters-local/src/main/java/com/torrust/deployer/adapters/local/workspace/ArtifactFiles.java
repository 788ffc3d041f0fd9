package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.release.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Single artifacts as files, with the modes that they ask for. */
final class ArtifactFiles {

  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> SCRIPT =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> SECRET =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> SECRET_SCRIPT =
      PosixFilePermissions.fromString("rwx------");

  private ArtifactFiles() {}

  /** Writes one file that is not there yet; the folder of a secret one is closed to others. */
  static void write(Path file, Artifact artifact) throws IOException {
    if (artifact.secret()) {
      OwnerFiles.makeFolder(file.getParent());
    } else {
      Files.createDirectories(file.getParent());
    }
    // Never readable for others, not even for the moment before its mode is set.
    Files.createFile(file, OwnerFiles.fileMode());
    Files.writeString(file, artifact.text(), StandardOpenOption.TRUNCATE_EXISTING);
    Files.setPosixFilePermissions(file, mode(artifact));
  }

  /** Writes one file in the place of whatever file is there, whole or not at all. */
  static void replace(Path file, Artifact artifact) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.deleteIfExists(part);
    try {
      write(part, artifact);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Set<PosixFilePermission> mode(Artifact artifact) {
    if (artifact.secret()) {
      return artifact.executable() ? SECRET_SCRIPT : SECRET;
    }
    return artifact.executable() ? SCRIPT : PLAIN;
  }
}
