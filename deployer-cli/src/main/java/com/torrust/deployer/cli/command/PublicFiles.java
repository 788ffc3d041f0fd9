package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Documents that everybody may read, such as manual pages: whoever writes them, under whatever
 * umask, others can use them. Folders that are there already stay as they are.
 */
final class PublicFiles {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Deployer deployer;
  private final Path workingDirectory;

  PublicFiles(Deployer deployer, Path workingDirectory) {
    this.deployer = deployer;
    this.workingDirectory = workingDirectory;
  }

  /** Writes one of them; on the left also {@code workspace.not_written}. */
  Either<DeployError, Path> write(Path file, String text, boolean overwrite) {
    List<Path> missing = missing(workingDirectory.resolve(file).toAbsolutePath().getParent());
    return deployer
        .export(file, text, overwrite)
        .flatMap(written -> open(workingDirectory.resolve(file), missing).map(done -> written));
  }

  /** Writes texts under their paths below a folder; the first that cannot be written ends it. */
  Either<DeployError, Result> write(Path folder, Map<String, String> texts, boolean overwrite) {
    Either<DeployError, Path> last = Either.right(folder);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      last = last.flatMap(done -> write(folder.resolve(text.getKey()), text.getValue(), overwrite));
    }
    return last.map(done -> FileResults.written(folder, List.copyOf(texts.keySet())));
  }

  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder;
        at != null && Files.notExists(at, LinkOption.NOFOLLOW_LINKS);
        at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  private static Either<DeployError, Path> open(Path file, List<Path> made) {
    try {
      Files.setPosixFilePermissions(file, FILE);
      for (Path folder : made) {
        Files.setPosixFilePermissions(folder, FOLDER);
      }
      return Either.right(file);
    } catch (UnsupportedOperationException | NoSuchFileException kept) {
      // A file system without permissions, or a workspace that keeps its files elsewhere.
      return Either.right(file);
    } catch (IOException refused) {
      return Either.left(
          DeployError.of(
              "workspace.not_written",
              ErrorKind.FILESYSTEM,
              "cannot make '" + file + "' readable for everybody: " + refused.getMessage(),
              Remedy.advice("check the disk and the permissions of its folder")));
    }
  }
}
