package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Short private folders for control sockets. A socket's path may have 104 bytes on some systems,
 * workspaces lie deeper than that, and OpenSSH appends 17 characters of its own while it makes one.
 *
 * <p>In a shared folder anybody may have made a name that can be guessed, to wait there for our
 * sockets or to be in our way. A folder is used only if it is ours, is no link and is closed to
 * others; where it is not, one with a name that nobody can guess is made, and remembered among the
 * environment's own files.
 */
final class SocketFolders {

  private static final Logger LOG = LoggerFactory.getLogger(SocketFolders.class);
  private static final Path TEMPORARY = Path.of("/tmp");
  private static final String PREFIX = "ttd-";
  private static final String REMEMBERED = "sockets-at";

  /** 104 bytes with the final zero, less OpenSSH's own part and {@code /ssh}. */
  private static final int LONGEST = 104 - 1 - 17 - 4;

  private static final int NAME_BYTES = 6;

  private final Optional<Path> runtime;
  private final Path shared;

  /**
   * @param runtime the user's own folder for such things, if the system made one
   */
  SocketFolders(Optional<Path> runtime) {
    this(runtime, TEMPORARY);
  }

  /**
   * The same with another folder that all users share.
   *
   * @param shared where everybody may make folders
   */
  SocketFolders(Optional<Path> runtime, Path shared) {
    this.runtime = runtime;
    this.shared = shared;
  }

  /** Where the folder of an environment usually is, best place first. */
  List<Path> usual(Path workingDirectory, EnvironmentName name) {
    String hash = hash(System.getProperty("user.name") + "\n" + workingDirectory + "\n" + name);
    List<Path> places = new ArrayList<>();
    runtime
        .map(own -> own.resolve(PREFIX + hash))
        .filter(path -> path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST)
        .ifPresent(places::add);
    places.add(shared.resolve(PREFIX + hash));
    return places;
  }

  /**
   * Makes the folder of an environment, or finds it: the same one for every process of the same
   * user.
   *
   * @param ownFolder a folder of the environment that only we can write to
   */
  Path make(Path workingDirectory, EnvironmentName name, Path ownFolder) throws IOException {
    UserPrincipal us = us(ownFolder);
    Optional<Path> remembered = remembered(ownFolder).filter(folder -> isOurs(folder, us));
    if (remembered.isPresent()) {
      return remembered.get();
    }
    for (Path place : usual(workingDirectory, name)) {
      if (isSafe(place.getParent(), us) && makeOrTake(place, us)) {
        return place;
      }
    }
    Path fresh = Files.createTempDirectory(shared, PREFIX, folderMode());
    OwnerFiles.replaceCasually(
        ownFolder.resolve(REMEMBERED), fresh.toString().getBytes(StandardCharsets.UTF_8));
    return fresh;
  }

  /**
   * Removes the folder of an environment unless it holds a socket: a connection through it is
   * closed by its owner. What is not ours stays.
   */
  void remove(Path workingDirectory, EnvironmentName name, Path ownFolder) throws IOException {
    if (!Files.isDirectory(ownFolder)) {
      return;
    }
    UserPrincipal us = us(ownFolder);
    List<Path> all = new ArrayList<>(usual(workingDirectory, name));
    remembered(ownFolder).ifPresent(all::add);
    for (Path folder : all) {
      if (isOurs(folder, us) && holdsNoSocket(folder)) {
        OwnerFiles.removeFolder(folder);
      }
    }
  }

  private static boolean holdsNoSocket(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(Files::isRegularFile);
    }
  }

  /** A folder in which nobody but us and root can put something else in the place of ours. */
  private boolean isSafe(Path parent, UserPrincipal us) {
    return parent.equals(shared) || (isOurs(parent, us) && isClosed(parent));
  }

  private static boolean makeOrTake(Path folder, UserPrincipal us) {
    try {
      Files.createDirectory(folder, folderMode());
      return true;
    } catch (FileAlreadyExistsException exists) {
      return take(folder, us);
    } catch (IOException unusable) {
      LOG.debug("no folder for sockets at '{}': {}", folder, unusable.getMessage());
      return false;
    }
  }

  private static boolean take(Path folder, UserPrincipal us) {
    if (!isOurs(folder, us)) {
      LOG.warn("'{}' belongs to somebody else or is a link; another folder is used", folder);
      return false;
    }
    try {
      Files.setPosixFilePermissions(folder, OwnerFiles.FOLDER);
      return true;
    } catch (IOException unusable) {
      LOG.debug("'{}' cannot be closed to others: {}", folder, unusable.getMessage());
      return false;
    }
  }

  private static boolean isOurs(Path folder, UserPrincipal us) {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(us);
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean isClosed(Path folder) {
    try {
      return OwnerFiles.FOLDER.containsAll(
          Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException gone) {
      return false;
    }
  }

  /** Who we are, for the file system. */
  private static UserPrincipal us(Path ownFolder) throws IOException {
    Path probe = Files.createTempFile(ownFolder, ".owner", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private Optional<Path> remembered(Path ownFolder) {
    try {
      byte[] text = OwnerFiles.read(ownFolder.resolve(REMEMBERED), LONGEST + 1);
      Path folder = Path.of(new String(text, StandardCharsets.UTF_8).strip());
      return Optional.of(folder)
          .filter(path -> shared.equals(path.getParent()))
          .filter(path -> path.getFileName().toString().startsWith(PREFIX));
    } catch (IOException | InvalidPathException none) {
      return Optional.empty();
    }
  }

  private static FileAttribute<?> folderMode() {
    return PosixFilePermissions.asFileAttribute(OwnerFiles.FOLDER);
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
