package com.torrust.deployer.adapters.local.store;

import com.torrust.deployer.adapters.local.file.OwnerFiles;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.EnvironmentLease;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one writer of an environment's files. */
final class FileLease implements EnvironmentLease {

  private static final Pattern TRACE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final EnvironmentName name;
  private final StoreLayout layout;
  private final OperationLock lock;
  private final HolderFile holder;
  private final StateFile state;

  FileLease(
      EnvironmentName name,
      StoreLayout layout,
      Providers providers,
      OperationLock lock,
      HolderFile holder) {
    this.name = name;
    this.layout = layout;
    this.lock = lock;
    this.holder = holder;
    this.state = new StateFile(layout, providers, name.value());
  }

  @Override
  public EnvironmentName name() {
    return name;
  }

  @Override
  public Either<DeployError, Optional<Environment>> load() {
    requireHeld();
    return state.read();
  }

  @Override
  public <E extends Environment> Either<DeployError, E> save(E environment) {
    requireHeld();
    if (!environment.name().equals(name)) {
      throw new IllegalArgumentException(
          "the lease of '" + name + "' cannot save '" + environment.name() + "'");
    }
    return state.write(environment);
  }

  @Override
  public Either<DeployError, Done> record(HistoryEntry entry) {
    requireHeld();
    Path file = layout.history(name.value());
    try {
      new HistoryFile(file).add(entry);
      return Either.right(Done.DONE);
    } catch (IOException failed) {
      return Either.left(StoreErrors.notSaved(name.value(), "the history", file, failed));
    }
  }

  @Override
  public Either<DeployError, String> trace(String id, List<String> lines) {
    requireHeld();
    if (!TRACE_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("trace id '" + id + "' is not a plain file name");
    }
    Path file = layout.traces(name.value()).resolve(id + ".log");
    try {
      OwnerFiles.makeFolder(file.getParent());
      String text = String.join("\n", lines) + "\n";
      OwnerFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
      return Either.right(layout.display(file));
    } catch (IOException failed) {
      return Either.left(StoreErrors.notSaved(name.value(), "a trace", file, failed));
    }
  }

  @Override
  public Either<DeployError, List<String>> remove() {
    requireHeld();
    Path folder = layout.environment(name.value());
    try {
      boolean wasThere = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
      OwnerFiles.removeFolder(folder, layout.state(name.value()));
      return Either.right(wasThere ? List.of(layout.display(folder)) : List.of());
    } catch (IOException failed) {
      return Either.left(StoreErrors.notSaved(name.value(), "the removal", folder, failed));
    }
  }

  private void requireHeld() {
    if (!lock.isOpen()) {
      throw new IllegalStateException("the lease of '" + name + "' is closed");
    }
  }

  @Override
  public void close() {
    if (lock.isOpen()) {
      holder.remove();
      lock.close();
    }
  }
}
