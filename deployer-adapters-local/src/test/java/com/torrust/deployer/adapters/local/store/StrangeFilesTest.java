package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.testkit.data.SampleStates;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pipes and links where the store has its files. A pipe would hold whoever opens it; what a link
 * leads to is not ours to close, and root closed /dev/zero to everybody in this way.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangeFilesTest {

  @TempDir Path folder;

  private Either<DeployError, EnvironmentLease> lease() {
    return StateFiles.store(folder)
        .acquire(
            Samples.name("demo"),
            Samples.operation(OperationKind.CREATE),
            Duration.ZERO,
            Cancellation.create());
  }

  private void save() {
    try (EnvironmentLease lease = lease().getOrElseThrow(error -> new AssertionError(error))) {
      assertTrue(lease.save(SampleStates.all("demo").get(0)).isRight());
    }
  }

  private Path data(String path) {
    return folder.resolve("data").resolve(path);
  }

  private static void pipe(Path path) throws IOException, InterruptedException {
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path open(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aPipeAsLockIsAnErrorAtOnce() throws IOException, InterruptedException {
    pipe(data(".locks/demo"));
    assertEquals("lock.unusable", lease().getLeft().code().value());
  }

  @Test
  void aPipeThatNamesTheHolderIsPassedOver() throws IOException, InterruptedException {
    save();
    pipe(data(".locks/demo.holder"));
    assertTrue(StateFiles.store(folder).holder(Samples.name("demo")).isEmpty());
  }

  @Test
  void aPipeAsHistoryIsAnErrorAtOnce() throws IOException, InterruptedException {
    save();
    pipe(data("history/demo.jsonl"));
    assertTrue(StateFiles.store(folder).history(Samples.name("demo")).isLeft());
  }

  @Test
  void whatTheDataFolderLeadsToKeepsItsMode() throws IOException {
    Path elsewhere = open(Files.createDirectory(folder.resolve("disk")));
    Files.createSymbolicLink(folder.resolve("data"), elsewhere);
    save();
    assertEquals("rwxr-xr-x", mode(elsewhere));
    assertEquals("rwx------", mode(elsewhere.resolve("demo")));
  }

  @Test
  void whatTheStateLeadsToKeepsItsMode() throws IOException {
    save();
    Path elsewhere = open(Files.move(data("demo/environment.json"), folder.resolve("state")));
    Files.createSymbolicLink(data("demo/environment.json"), elsewhere);
    assertTrue(StateFiles.store(folder).find(Samples.name("demo")).get().isPresent());
    assertEquals("rwxr-xr-x", mode(elsewhere));
  }
}
