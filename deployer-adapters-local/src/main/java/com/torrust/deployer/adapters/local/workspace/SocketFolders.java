package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Short private folders for control sockets. A socket's path may have 104 bytes on some systems,
 * workspaces lie deeper than that, and OpenSSH appends 17 characters of its own while it makes one.
 */
final class SocketFolders {

  private static final Path SHARED = Path.of("/tmp");

  /** 104 bytes with the final zero, less OpenSSH's own part and {@code /ssh}. */
  private static final int LONGEST = 104 - 1 - 17 - 4;

  private static final int NAME_BYTES = 6;

  private final Optional<Path> runtime;

  /**
   * @param runtime the user's own folder for such things, if the system made one
   */
  SocketFolders(Optional<Path> runtime) {
    this.runtime = runtime;
  }

  /** The folder of an environment: the same one for every process of the same user. */
  Path path(Path workingDirectory, EnvironmentName name) {
    String hash = hash(System.getProperty("user.name") + "\n" + workingDirectory + "\n" + name);
    return runtime
        .filter(Files::isDirectory)
        .map(own -> own.resolve("ttd-" + hash))
        .filter(path -> path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST)
        .orElseGet(() -> SHARED.resolve("ttd-" + hash));
  }

  /**
   * Makes the folder, or makes sure that it is ours.
   *
   * @param ownFolder any folder that we can write to
   */
  static void make(Path folder, Path ownFolder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OwnerFiles.FOLDER));
    } catch (FileAlreadyExistsException exists) {
      requireOwn(folder, ownFolder);
    }
  }

  /**
   * Removes the folder unless it holds a socket: a connection through it is closed by its owner.
   */
  static void remove(Path folder) throws IOException {
    if (!Files.isWritable(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (!files.allMatch(Files::isRegularFile)) {
        return;
      }
    }
    OwnerFiles.removeFolder(folder);
  }

  /** Anybody may have made that name in a shared folder, to wait there for our sockets. */
  private static void requireOwn(Path folder, Path ownFolder) throws IOException {
    Path probe = Files.createTempFile(ownFolder, ".owner", null);
    try {
      boolean own =
          Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe));
      if (!own) {
        throw new IOException("it belongs to somebody else");
      }
      Files.setPosixFilePermissions(folder, OwnerFiles.FOLDER);
    } finally {
      Files.delete(probe);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
