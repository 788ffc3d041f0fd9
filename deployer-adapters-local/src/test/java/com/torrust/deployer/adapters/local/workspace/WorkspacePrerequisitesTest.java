package com.torrust.deployer.adapters.local.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.port.Prerequisites.Question;
import com.torrust.deployer.domain.service.CheckResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacePrerequisitesTest {

  private static final Question ANYTHING =
      new Question(Optional.empty(), Optional.empty(), Duration.ofSeconds(1));

  @TempDir private Path folder;

  @Test
  void isContentWithAFolderThatDoesNotExistYetAndLeavesItSo() throws IOException {
    List<Prerequisite> found = look(folder.resolve("new/workspace"));

    assertTrue(
        found.stream().allMatch(each -> each.result().status() == Status.PASS), found::toString);
    try (Stream<Path> entries = Files.list(folder)) {
      assertEquals(0, entries.count());
    }
  }

  @Test
  void warnsOfStateThatOthersCanReadAndTellsHowToCloseIt() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    Prerequisite privacy = find(look(folder), "workspace.private");

    assertEquals(Status.WARN, privacy.result().status());
    assertTrue(privacy.remedies().toString().contains("chmod 700 " + data), privacy::toString);
  }

  @Test
  void refusesAWorkspaceWhoseDataIsNoFolder() throws IOException {
    Files.createFile(folder.resolve("data"));

    assertEquals(Status.FAIL, find(look(folder), "workspace.writable").result().status());
  }

  private static List<Prerequisite> look(Path workingDirectory) {
    return new WorkspacePrerequisites(workingDirectory).check(ANYTHING, Cancellation.create());
  }

  private static Prerequisite find(List<Prerequisite> all, String id) {
    return all.stream().filter(each -> each.result().id().equals(id)).findFirst().orElseThrow();
  }
}
