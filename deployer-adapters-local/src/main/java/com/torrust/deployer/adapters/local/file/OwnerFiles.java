package com.torrust.deployer.adapters.local.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders for the owner alone that survive a power cut as soon as a method has returned.
 */
public final class OwnerFiles {

  private static final Logger LOG = LoggerFactory.getLogger(OwnerFiles.class);
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> FILE_OF_OWNER =
      PosixFilePermissions.fromString("rwx------");

  /** What the owner may do with a folder; nobody else may do anything. */
  public static final Set<PosixFilePermission> FOLDER =
      Set.copyOf(PosixFilePermissions.fromString("rwx------"));

  private OwnerFiles() {}

  /**
   * Makes a folder with its parents; an existing one that others can enter is closed to them,
   * unless a link leads to it.
   */
  public static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      restrict(folder, FOLDER);
      return;
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    syncFolder(folder.getParent());
  }

  /**
   * Whether others than its owner may do anything with a file, or it belongs to somebody who is
   * neither we nor the administrator. Where nobody can tell, nothing is said.
   */
  public static boolean isOpenToOthers(Path file) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      String owner = attributes.owner().getName();
      boolean isOurs =
          owner.equals(System.getProperty("user.name")) || owner.equals("root") || isNumber(owner);
      return !isOurs || !FILE_OF_OWNER.containsAll(attributes.permissions());
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  /** A user without a name, as in a container, may well be we. */
  private static boolean isNumber(String owner) {
    return owner.chars().allMatch(Character::isDigit);
  }

  /**
   * Puts new content in the place of a file, whole or not at all. After an exception the old file
   * stands there as it was.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    swap(file, content, true);
    syncFolder(file.getParent());
  }

  /** The same for what need not survive a power cut. */
  public static void replaceCasually(Path file, byte[] content) throws IOException {
    swap(file, content, false);
  }

  private static void swap(Path file, byte[] content, boolean lasting) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    // One that a killed writer left behind may have other permissions.
    Files.deleteIfExists(part);
    try {
      write(part, content, lasting);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      discard(part, failed);
      throw failed;
    }
  }

  private static void write(Path file, byte[] content, boolean lasting) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), fileMode())) {
      writeAll(channel, content);
      if (lasting) {
        channel.force(true);
      }
    }
  }

  private static void discard(Path part, IOException reason) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException alsoFailed) {
      reason.addSuppressed(alsoFailed);
    }
  }

  /**
   * The first bytes of a regular file, or of a link to one.
   *
   * @param most how many bytes are read at most
   * @throws java.nio.file.NoSuchFileException when there is none
   * @throws IOException when it cannot be read, or is something else: a pipe holds its reader, and
   *     a device has no end
   */
  public static byte[] read(Path file, int most) throws IOException {
    requireNothingElse(file);
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(most);
    }
  }

  /**
   * Refuses what is there and no regular file.
   *
   * @throws IOException when it is a folder, a pipe, a device or a socket, or a link to one
   */
  public static void requireNothingElse(Path file) throws IOException {
    if (!Files.isRegularFile(file) && Files.exists(file)) {
      throw new IOException("it is no regular file");
    }
  }

  /**
   * Adds a line at the end. A line that a power cut left half written is ended first, so that it
   * spoils no other one.
   */
  public static void append(Path file, String line) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    requireNothingElse(file);
    try (FileChannel channel = FileChannel.open(file, options, fileMode())) {
      long end = channel.size();
      String text = endsLine(channel, end) ? line + "\n" : "\n" + line + "\n";
      channel.position(end);
      writeAll(channel, text.getBytes(StandardCharsets.UTF_8));
      channel.force(true);
    }
    restrict(file, FILE);
  }

  private static boolean endsLine(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end == 0 || (channel.read(last, end - 1) == 1 && last.get(0) == '\n');
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Makes a new file readable and writable for its owner alone. */
  public static FileAttribute<?> fileMode() {
    return PosixFilePermissions.asFileAttribute(FILE);
  }

  /**
   * Takes away from a file what others may do with it, and says so; also says when that is not ours
   * to do. What a link leads to has an owner of its own and stays as it is.
   */
  public static void restrictFile(Path file) {
    restrict(file, FILE);
  }

  private static void restrict(Path path, Set<PosixFilePermission> wanted) {
    try {
      PosixFileAttributes found =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isSymbolicLink() && !wanted.containsAll(found.permissions())) {
        close(path, found.permissions(), wanted);
      }
    } catch (IOException gone) {
      LOG.debug("permissions of '{}' not seen: {}", path, gone.getMessage());
    }
  }

  private static void close(
      Path path, Set<PosixFilePermission> present, Set<PosixFilePermission> wanted) {
    Set<PosixFilePermission> kept = EnumSet.copyOf(present);
    kept.retainAll(wanted);
    String before = PosixFilePermissions.toString(present);
    try {
      Files.setPosixFilePermissions(path, kept);
      LOG.warn("'{}' was open to others ({}); it is now for its owner alone", path, before);
    } catch (IOException notOurs) {
      LOG.warn("'{}' is open to others ({}), and only its owner can change that", path, before);
    }
  }

  /**
   * Makes a rename or a new entry last. A file system that cannot do this for folders is no reason
   * to fail.
   */
  public static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      LOG.debug("cannot make the entries of '{}' last: {}", folder, unsupported.getMessage());
    }
  }

  /** Removes a folder, if there is one, with all that is in it, following no link. */
  public static void removeFolder(Path folder) throws IOException {
    removeFolder(folder, folder);
  }

  /**
   * Removes a folder with all that is in it, following no link. {@code last} goes after everything
   * else, so that a removal that was cut off can be seen and repeated.
   */
  public static void removeFolder(Path folder, Path last) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(folder);
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(last)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failed;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            if (directory.equals(folder) && !last.equals(folder)) {
              syncFolder(folder);
              Files.deleteIfExists(last);
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
    syncFolder(folder.getParent());
  }
}
