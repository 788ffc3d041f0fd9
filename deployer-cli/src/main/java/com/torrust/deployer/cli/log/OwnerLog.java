package com.torrust.deployer.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A log file for its owner alone, whatever the umask says, also when a new one takes the place of
 * one that is full. Where permissions are unknown, such as on Windows, they are left to the system.
 */
final class OwnerLog extends RollingFileAppender<ILoggingEvent> {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes folder and file, and closes what an earlier release left open. A folder that the user
   * named and that was there before is the user's and stays as it is.
   */
  static void prepare(LogSettings settings) throws IOException {
    boolean isPosix =
        settings.folder().getFileSystem().supportedFileAttributeViews().contains("posix");
    boolean wasThere = Files.exists(settings.folder());
    Files.createDirectories(settings.folder(), attributes(isPosix, FOLDER));
    Path file = settings.file();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe would hold us until somebody reads it.
      throw new IOException("it is no regular file");
    }
    // Logback would only print that it failed.
    if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(settings.folder())) {
      throw new IOException("permission denied");
    }
    if (isPosix && !(wasThere && settings.isAskedFor())) {
      Files.setPosixFilePermissions(settings.folder(), FOLDER);
    }
    if (isPosix) {
      for (Path each : logs(settings)) {
        close(each);
      }
    }
    create(file, isPosix);
  }

  private static List<Path> logs(LogSettings settings) throws IOException {
    try (Stream<Path> all = Files.list(settings.folder())) {
      return all.filter(each -> each.getFileName().toString().matches("log(\\.[0-9]+)?\\.txt"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  private static void close(Path log) throws IOException {
    try {
      Files.setPosixFilePermissions(log, FILE);
    } catch (NoSuchFileException renamed) {
      // Another process of ours made room meanwhile.
    }
  }

  private static void create(Path file, boolean isPosix) throws IOException {
    try {
      Files.createFile(file, attributes(isPosix, FILE));
    } catch (FileAlreadyExistsException there) {
      // It is written on.
    }
  }

  private static FileAttribute<?>[] attributes(
      boolean isPosix, Set<PosixFilePermission> permissions) {
    return isPosix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  @Override
  public void openFile(String name) throws IOException {
    Path file = Path.of(name);
    create(file, file.getFileSystem().supportedFileAttributeViews().contains("posix"));
    super.openFile(name);
  }
}
