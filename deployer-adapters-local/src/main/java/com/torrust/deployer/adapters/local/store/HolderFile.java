package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.json.state.HolderDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who holds a lock, for people; the lock itself is the operating system's. Stands beside the lock
 * file because in one Java process opening and closing a locked file a second time gives the lock
 * up.
 */
final class HolderFile {

  private static final Logger LOG = LoggerFactory.getLogger(HolderFile.class);

  /** Java computes start times from the time of the boot, which a corrected clock moves. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  /** Bytes; a line that names a process is far shorter. */
  private static final int LONGEST = 64 * 1024;

  /** Names the running system, so that a process number of another one is not looked for here. */
  private static final String BOOT = boot();

  private final Path file;

  HolderFile(Path file) {
    this.file = file;
  }

  /** What {@link #write} writes, made before the lock is taken: then everybody waits to read it. */
  static byte[] text(OperationRecord operation) {
    return HolderDocument.of(operation, BOOT).encode().getBytes(StandardCharsets.UTF_8);
  }

  void write(byte[] text) throws IOException {
    OwnerFiles.replaceCasually(file, text);
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException kept) {
      // It names a process that will be gone; readers find that out.
      LOG.debug("cannot remove '{}': {}", file, kept.getMessage());
    }
  }

  /**
   * The holder, unless the file is absent, damaged, or left by a process that is gone, on this
   * system or an earlier one.
   */
  Optional<HolderDocument> current() {
    return read(false);
  }

  /**
   * The holder of a lock that is known to be held, hence perhaps by a process of another computer.
   */
  Optional<HolderDocument> presumed() {
    return read(true);
  }

  private Optional<HolderDocument> read(boolean trustOthers) {
    try {
      return HolderDocument.decode(text())
          .filter(held -> held.boot().equals(BOOT) ? isAtWork(held.holder()) : trustOthers);
    } catch (IOException nobody) {
      return Optional.empty();
    }
  }

  private String text() throws IOException {
    return new String(OwnerFiles.read(file, LONGEST), StandardCharsets.UTF_8);
  }

  private static boolean isAtWork(Holder holder) {
    Optional<ProcessHandle> process = ProcessHandle.of(holder.pid()).filter(ProcessHandle::isAlive);
    Optional<Instant> start = process.flatMap(alive -> alive.info().startInstant());
    return start
        .map(
            instant ->
                Duration.between(instant, holder.processStart()).abs().compareTo(START_TOLERANCE)
                    < 0)
        .orElse(process.isPresent());
  }

  private static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException notLinux) {
      return "";
    }
  }
}
