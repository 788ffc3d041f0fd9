package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.json.state.HolderDocument;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Environments as files. Immutable; processes and threads are kept apart by {@link OperationLock}.
 */
final class FileEnvironmentStore implements EnvironmentStore {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

  /**
   * A winner says its name right after it got the lock; losers wait that long to be able to tell
   * it.
   */
  private static final Duration NAME_APPEARS = Duration.ofSeconds(5);

  /** More environments than this are read by as many threads as there are processors. */
  private static final int MOST_FOR_ONE_THREAD = 64;

  private final StoreLayout layout;
  private final Providers providers;

  FileEnvironmentStore(StoreLayout layout, Providers providers) {
    this.layout = layout;
    this.providers = providers;
  }

  @Override
  public Either<DeployError, Optional<Environment>> find(EnvironmentName name) {
    return new StateFile(layout, providers, name.value()).read();
  }

  @Override
  public Either<DeployError, Boolean> exists(EnvironmentName name) {
    return new StateFile(layout, providers, name.value()).exists();
  }

  @Override
  public Either<DeployError, List<Stored>> list() {
    return each(StateFile::read, Stored::new);
  }

  @Override
  public Either<DeployError, List<Summary>> summaries() {
    return each(StateFile::summary, Summary::new);
  }

  /** An entry for each environment, by name. */
  private <T, E> Either<DeployError, List<E>> each(
      Function<StateFile, Either<DeployError, Optional<T>>> reader,
      BiFunction<String, Either<DeployError, T>, E> entry) {
    SortedSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(layout.data(), FileEnvironmentStore::mayHoldState)) {
      folders.forEach(folder -> names.add(folder.getFileName().toString()));
    } catch (NoSuchFileException none) {
      return Either.right(List.of());
    } catch (DirectoryIteratorException failed) {
      return Either.left(StoreErrors.unreadableFolder(layout.data(), failed.getCause()));
    } catch (IOException unreadable) {
      return Either.left(StoreErrors.unreadableFolder(layout.data(), unreadable));
    }
    Stream<String> sharedOut =
        names.size() > MOST_FOR_ONE_THREAD ? names.parallelStream() : names.stream();
    return Either.right(
        sharedOut
            .flatMap(
                name ->
                    reader
                        .apply(new StateFile(layout, providers, name))
                        .fold(
                            error -> Stream.of(entry.apply(name, Either.left(error))),
                            found ->
                                found.stream()
                                    .map(value -> entry.apply(name, Either.right(value)))))
            .toList());
  }

  private static boolean mayHoldState(Path path) {
    return Files.isDirectory(path) && !path.getFileName().toString().startsWith(".");
  }

  @Override
  public Either<DeployError, List<HistoryEntry>> history(EnvironmentName name) {
    Path file = layout.history(name.value());
    try {
      return Either.right(new HistoryFile(file).read());
    } catch (IOException unreadable) {
      return Either.left(StoreErrors.unreadable(name.value(), file, unreadable));
    }
  }

  @Override
  public Optional<Holder> holder(EnvironmentName name) {
    return new HolderFile(layout.holder(name.value())).current().map(HolderDocument::holder);
  }

  @Override
  public Either<DeployError, EnvironmentLease> acquire(
      EnvironmentName name, OperationRecord operation, Duration wait, Cancellation cancellation) {
    Path file = layout.lock(name.value());
    Runnable unhook = cancellation.onRequest(OperationLock::wakeUp);
    try {
      OwnerFiles.makeFolder(layout.data());
      OwnerFiles.makeFolder(file.getParent());
      return await(name, operation, wait, cancellation);
    } catch (IOException unusable) {
      return Either.left(StoreErrors.lockUnusable(name.value(), file, unusable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Either.left(StoreErrors.cancelled(name.value(), "the thread was interrupted"));
    } finally {
      unhook.run();
    }
  }

  private Either<DeployError, EnvironmentLease> await(
      EnvironmentName name, OperationRecord operation, Duration wait, Cancellation cancellation)
      throws IOException, InterruptedException {
    HolderFile holder = new HolderFile(layout.holder(name.value()));
    byte[] ownName = HolderFile.text(operation);
    long start = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      if (cancellation.isRequested()) {
        return Either.left(StoreErrors.cancelled(name.value(), cancellation.reason().orElse("")));
      }
      Optional<OperationLock> lock = OperationLock.tryAcquire(layout.lock(name.value()));
      if (lock.isPresent()) {
        return Either.right(lease(name, ownName, lock.get(), holder));
      }
      long left = wait.toNanos() - (System.nanoTime() - start);
      Optional<HolderDocument> held = holder.presumed();
      if (left <= 0 && held.isPresent()) {
        return Either.left(StoreErrors.held(name.value(), held.get()));
      }
      if (left + NAME_APPEARS.toNanos() <= 0) {
        return Either.left(StoreErrors.heldBySomebody(name.value()));
      }
      OperationLock.awaitChange(left > 0 ? Math.min(left, pause.toNanos()) : pause.toNanos());
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  private EnvironmentLease lease(
      EnvironmentName name, byte[] ownName, OperationLock lock, HolderFile holder)
      throws IOException {
    try {
      holder.write(ownName);
    } catch (IOException failed) {
      lock.close();
      throw failed;
    }
    return new FileLease(name, layout, providers, lock, holder);
  }
}
