package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lock file, locked. The operating system drops such a lock with the process, so none is ever
 * stale and the file never has to be deleted. Within one Java process a registry does what the
 * system does between processes: a second channel on a locked file, however short-lived, would give
 * up the first one's lock when it is closed.
 */
final class OperationLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OperationLock.class);

  /** Guards both registries; rung whenever a lock is given back. */
  private static final Object REGISTRY = new Object();

  /** Files that a thread of this process has locked. */
  private static final Set<Path> TAKEN = new HashSet<>();

  /**
   * Channels that must stay open because another copy of this class in this process, from another
   * class loader, holds the lock of their file.
   */
  private static final Map<Path, FileChannel> PARKED = new HashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;
  private boolean open = true;

  private OperationLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Locks the file if nobody else has; returns at once. The file's folder must exist. */
  static Optional<OperationLock> tryAcquire(Path file) throws IOException {
    Path key = file.getParent().toRealPath().resolve(file.getFileName());
    synchronized (REGISTRY) {
      if (TAKEN.contains(key)) {
        return Optional.empty();
      }
      FileChannel channel = channel(key);
      Optional<FileLock> lock = tryLock(key, channel);
      if (lock.isPresent()) {
        TAKEN.add(key);
      }
      return lock.map(held -> new OperationLock(key, channel, held));
    }
  }

  private static FileChannel channel(Path key) throws IOException {
    FileChannel parked = PARKED.remove(key);
    if (parked != null) {
      return parked;
    }
    // Opening a pipe waits for its other end.
    OwnerFiles.requireNothingElse(key);
    return FileChannel.open(
        key, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerFiles.fileMode());
  }

  private static Optional<FileLock> tryLock(Path key, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return Optional.ofNullable(lock);
    } catch (OverlappingFileLockException elsewhereInThisProcess) {
      PARKED.put(key, channel);
      return Optional.empty();
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * Waits until a lock is given back in this process, {@link #wakeUp()} is called, or {@code nanos}
   * have passed.
   */
  static void awaitChange(long nanos) throws InterruptedException {
    synchronized (REGISTRY) {
      TimeUnit.NANOSECONDS.timedWait(REGISTRY, nanos);
    }
  }

  /** Ends every {@link #awaitChange}. */
  static void wakeUp() {
    synchronized (REGISTRY) {
      REGISTRY.notifyAll();
    }
  }

  boolean isOpen() {
    synchronized (REGISTRY) {
      return open;
    }
  }

  @Override
  public void close() {
    synchronized (REGISTRY) {
      if (!open) {
        return;
      }
      open = false;
      try (channel) {
        lock.release();
      } catch (IOException released) {
        // Closing the channel, or at last the end of the process, gives the lock up as well.
        LOG.debug("lock of '{}' given up with its channel: {}", file, released.getMessage());
      }
      TAKEN.remove(file);
      REGISTRY.notifyAll();
    }
  }
}
