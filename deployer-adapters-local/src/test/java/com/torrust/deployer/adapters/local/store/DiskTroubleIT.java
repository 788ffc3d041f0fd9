package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or read-only, made of memory; to mount one takes root. */
class DiskTroubleIT {

  @TempDir Path folder;

  private Path disk;

  @BeforeEach
  void mountDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        call("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0,
        "a small disk cannot be mounted: not root");
  }

  @AfterEach
  void unmountDisk() throws Exception {
    call("umount", disk.toString());
  }

  private static int call(String... command) throws Exception {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Either<DeployError, EnvironmentLease> acquire() {
    return StateFiles.store(disk)
        .acquire(
            Samples.name("demo"),
            Samples.operation(OperationKind.CREATE),
            Duration.ZERO,
            Cancellation.create());
  }

  private Optional<Environment> find() {
    return StateFiles.store(disk).find(Samples.name("demo")).get();
  }

  private void fill() throws IOException {
    FileStore store = Files.getFileStore(disk);
    try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
      while (store.getUsableSpace() > 0) {
        filler.write(new byte[4096]);
      }
    }
  }

  @Test
  void aFullDiskIsToldAndTheOldStateIsIntact() throws Exception {
    try (EnvironmentLease lease = acquire().get()) {
      Created saved = lease.save(Samples.created("demo")).get();
      fill();
      DeployError error = lease.save(saved).getLeft();
      assertEquals("environment.not_saved", error.code().value());
      assertEquals(ErrorKind.FILESYSTEM, error.kind());
      assertTrue(error.message().contains("no space left"), error.message());
      assertEquals(Optional.of(saved), find());
      assertEquals(
          "environment.not_saved",
          lease.trace("1", List.of("x".repeat(9000))).getLeft().code().value());
      Files.delete(disk.resolve("filler"));
      assertEquals(2, lease.save(saved).get().context().revision());
    }
  }

  @Test
  void aFolderThatBecameReadOnlyIsToldAndTheOldStateIsIntact() throws Exception {
    String demo = disk.resolve("data/demo").toString();
    try (EnvironmentLease lease = acquire().get()) {
      Created saved = lease.save(Samples.created("demo")).get();
      assertEquals(0, call("mount", "--bind", demo, demo));
      assertEquals(0, call("mount", "-o", "remount,bind,ro", demo));
      DeployError error = lease.save(saved).getLeft();
      assertEquals("environment.not_saved", error.code().value());
      assertTrue(error.message().contains("read-only"), error.message());
      assertEquals("environment.not_saved", lease.remove().getLeft().code().value());
      assertEquals(Optional.of(saved), find());
    } finally {
      call("umount", demo);
    }
  }

  @Test
  void aReadOnlyDiskCanBeReadButNotLocked() throws Exception {
    Created saved;
    try (EnvironmentLease lease = acquire().get()) {
      saved = lease.save(Samples.created("demo")).get();
    }
    assertEquals(0, call("mount", "-o", "remount,ro", disk.toString()));
    assertEquals(Optional.of(saved), find());
    DeployError error = acquire().getLeft();
    assertEquals("lock.unusable", error.code().value());
    assertEquals(ErrorKind.FILESYSTEM, error.kind());
    assertTrue(error.message().contains("read-only"), error.message());
  }
}
