package com.torrust.deployer.adapters.local.file;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Words for what the file system refused. */
public final class FileTrouble {

  private FileTrouble() {}

  /**
   * An error of kind {@code FILESYSTEM}.
   *
   * @param what what could not be done, as the beginning of a sentence
   * @param path on what; an absolute path
   */
  public static ImmutableDeployError.Builder of(
      String code, String what, Path path, IOException reason) {
    String cause = cause(reason);
    return DeployError.because(
            code, ErrorKind.FILESYSTEM, what + ": " + cause + " ('" + path + "')")
        .putFacts("path", path.toString())
        .addCauses(String.valueOf(reason))
        .addRemedies(Remedy.advice(remedy(cause, path)));
  }

  private static String cause(IOException reason) {
    if (reason instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (reason instanceof FileAlreadyExistsException || reason instanceof NotDirectoryException) {
      return "a file stands where a folder should be";
    }
    String text =
        reason instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(reason.getMessage());
    return text.toLowerCase(Locale.ROOT);
  }

  private static String remedy(String cause, Path path) {
    if (cause.contains("no space") || cause.contains("quota")) {
      return "make room on the disk of '" + path.getParent() + "'; what was saved before is intact";
    }
    if (cause.contains("read-only")) {
      return "make the file system of '"
          + path.getParent()
          + "' writable; what was saved before is intact";
    }
    if (cause.contains("permission") || cause.contains("not permitted")) {
      return "run as the owner of '" + path.getParent() + "', or give yourself access to it";
    }
    if (cause.contains("where a folder should be")) {
      return "move that file away";
    }
    return "check the disk and the permissions of '" + path.getParent() + "'";
  }
}
