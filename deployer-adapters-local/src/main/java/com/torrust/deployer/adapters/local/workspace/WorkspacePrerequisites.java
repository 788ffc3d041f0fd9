package com.torrust.deployer.adapters.local.workspace;

import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.service.CheckResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the working folder can hold what an environment needs: permissions and space. Writes
 * nothing.
 */
final class WorkspacePrerequisites implements Prerequisites {

  private static final long MIB = 1024L * 1024;

  /** State, artifacts, traces and the plug-ins of a provider. */
  private static final long NEEDED = 200 * MIB;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Path workingDirectory;

  WorkspacePrerequisites(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  @Override
  public List<Prerequisite> check(Question question, Cancellation cancellation) {
    return List.of(writable(), space(), privacy());
  }

  private Prerequisite writable() {
    String subject = "working folder '" + workingDirectory + "'";
    Path nearest = nearestExisting();
    for (Path folder :
        List.of(nearest, workingDirectory.resolve("data"), workingDirectory.resolve("build"))) {
      if (Files.exists(folder) && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
        return finding(
            "workspace.writable",
            subject,
            Status.FAIL,
            "'" + folder + "' cannot be written by this user",
            Remedy.advice("give this user the folder, or another one with --working-dir"));
      }
    }
    return finding("workspace.writable", subject, Status.PASS, "can be written");
  }

  private Prerequisite space() {
    String subject = "disk of the working folder";
    try {
      long free = Files.getFileStore(nearestExisting()).getUsableSpace();
      String detail = free / MIB + " MiB free (" + NEEDED / MIB + " MiB are needed)";
      return free >= NEEDED
          ? finding("disk.space", subject, Status.PASS, detail)
          : finding(
              "disk.space",
              subject,
              Status.FAIL,
              detail,
              Remedy.advice("free some space on that disk"));
    } catch (IOException unknown) {
      return finding(
          "disk.space", subject, Status.WARN, "the free space is unknown: " + unknown.getMessage());
    }
  }

  /** State files hold secrets; the folder above them is for the owner alone. */
  private Prerequisite privacy() {
    Path data = workingDirectory.resolve("data");
    String subject = "permissions of '" + data + "'";
    if (!Files.isDirectory(data)) {
      return finding(
          "workspace.private", subject, Status.PASS, "made for the owner alone when it is needed");
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
      String shown = PosixFilePermissions.toString(permissions);
      return permissions.stream().noneMatch(OTHERS::contains)
          ? finding("workspace.private", subject, Status.PASS, shown)
          : finding(
              "workspace.private",
              subject,
              Status.WARN,
              "others may look into it: " + shown,
              Remedy.advice("close it: chmod 700 " + data));
    } catch (UnsupportedOperationException | IOException unknown) {
      return finding("workspace.private", subject, Status.SKIP, "this file system does not tell");
    }
  }

  private Path nearestExisting() {
    Path folder = workingDirectory;
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Prerequisite finding(
      String id, String subject, Status status, String detail, Remedy... remedies) {
    return new Prerequisite(
        new CheckResult(id, subject, status, detail, Duration.ZERO), List.of(remedies));
  }
}
