package com.torrust.deployer.mcp.gate;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * What servers of one working directory share, {@code data/.mcp}: approvals, operations and the
 * audit file, all for the owner alone. Immutable; processes may use it side by side.
 */
public final class AgentFolder {

  private static final FileAttribute<Set<PosixFilePermission>> FOR_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final long LARGEST = 4 << 20;

  private final Path root;

  private AgentFolder(Path root) {
    this.root = root;
  }

  /** The one below a working directory; nothing is made yet. */
  public static AgentFolder in(Path workingDirectory) {
    return new AgentFolder(
        workingDirectory.toAbsolutePath().normalize().resolve("data").resolve(".mcp"));
  }

  /** The path of a file below it. */
  public Path path(String name) {
    return root.resolve(name);
  }

  /** The text of a file, nothing when there is none. */
  public Optional<String> read(String name) throws IOException {
    Path file = root.resolve(name);
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("'" + file + "' is larger than anything that is written there");
      }
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Writes a file as a whole: readers see the old text or the new one. */
  public void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    makeFolder(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), ".new", "", OWNERS_FILE);
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Makes an empty file; false when it was there already, whoever made it. */
  public boolean mark(String name) throws IOException {
    Path file = root.resolve(name);
    makeFolder(file.getParent());
    try {
      Files.createFile(file, OWNERS_FILE);
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  /** Whether a file is there. */
  public boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  /** Removes a file, if it is there. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(root.resolve(name));
  }

  /** Adds one line to a file, in one write. */
  public void append(String name, String line) throws IOException {
    Path file = root.resolve(name);
    makeFolder(file.getParent());
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OWNERS_FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder, FOR_OWNER);
  }

  /** The error {@code agent.folder_unusable}. */
  public DeployError unusable(IOException reason) {
    return DeployError.because(
            "agent.folder_unusable",
            ErrorKind.FILESYSTEM,
            "cannot use '" + root + "': " + reason.getMessage())
        .putFacts("path", root.toString())
        .addRemedies(Remedy.advice("check the disk and the permissions of the folder"))
        .build();
  }
}
