package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.json.state.EnvironmentDocument;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The state file of one environment. Reading takes no lock: a file is only ever replaced as a
 * whole. What cannot be understood is never written over.
 */
final class StateFile {

  private final StoreLayout layout;
  private final Providers providers;
  private final String name;

  StateFile(StoreLayout layout, Providers providers, String name) {
    this.layout = layout;
    this.providers = providers;
    this.name = name;
  }

  /** The environment, nothing if there is no file, or why it cannot be had. */
  Either<DeployError, Optional<Environment>> read() {
    return content().map(content -> content.map(EnvironmentDocument::environment));
  }

  /** What a list shows of it, nothing if there is no file, or why it cannot be had. */
  Either<DeployError, Optional<EnvironmentSummary>> summary() {
    return bytes()
        .flatMap(
            bytes ->
                bytes.isEmpty()
                    ? Either.right(Optional.empty())
                    : EnvironmentDocument.summarize(providers, name, bytes.get(), file().toString())
                        .map(Optional::of));
  }

  /** Whether there is one, whatever it says. */
  Either<DeployError, Boolean> exists() {
    try {
      Files.readAttributes(file(), BasicFileAttributes.class);
      return Either.right(true);
    } catch (NoSuchFileException none) {
      return Either.right(false);
    } catch (IOException unreadable) {
      return Either.left(StoreErrors.unreadable(name, file(), unreadable));
    }
  }

  private Either<DeployError, Optional<EnvironmentDocument>> content() {
    return bytes()
        .flatMap(
            bytes ->
                bytes.isEmpty()
                    ? Either.right(Optional.empty())
                    : understand(bytes.get()).map(Optional::of));
  }

  private Either<DeployError, Optional<byte[]>> bytes() {
    try {
      byte[] bytes = OwnerFiles.read(file(), EnvironmentDocument.LONGEST + 1);
      OwnerFiles.restrictFile(file());
      return Either.right(Optional.of(bytes));
    } catch (NoSuchFileException none) {
      return Either.right(Optional.empty());
    } catch (IOException unreadable) {
      return Either.left(StoreErrors.unreadable(name, file(), unreadable));
    }
  }

  /** The environment in the bytes of a state file, without looking at any file. */
  Either<DeployError, EnvironmentDocument> understand(byte[] bytes) {
    return EnvironmentDocument.decode(providers, name, bytes, file().toString());
  }

  /** Writes the next revision on top of the one that {@code environment} was made from. */
  <E extends Environment> Either<DeployError, E> write(E environment) {
    return content().flatMap(stored -> write(environment, stored));
  }

  private <E extends Environment> Either<DeployError, E> write(
      E environment, Optional<EnvironmentDocument> stored) {
    long revision = stored.map(content -> content.environment().context().revision()).orElse(0L);
    long given = environment.context().revision();
    if (given != revision) {
      return Either.left(StoreErrors.stale(name, given, revision));
    }
    E next = Environment.atRevision(environment, revision + 1);
    try {
      OwnerFiles.makeFolder(layout.data());
      OwnerFiles.makeFolder(layout.environment(name));
      if (stored.map(EnvironmentDocument::isReference).orElse(false)) {
        keepReference();
      }
      OwnerFiles.replace(file(), EnvironmentDocument.encode(providers, next));
      return Either.right(next);
    } catch (IOException failed) {
      return Either.left(StoreErrors.notSaved(name, "the state", file(), failed));
    }
  }

  private void keepReference() throws IOException {
    try {
      Files.copy(file(), layout.reference(name));
    } catch (FileAlreadyExistsException keptBefore) {
      return;
    }
    OwnerFiles.restrictFile(layout.reference(name));
  }

  private Path file() {
    return layout.state(name);
  }
}
