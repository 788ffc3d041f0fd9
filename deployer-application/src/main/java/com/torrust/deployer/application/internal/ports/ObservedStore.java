package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.EnvironmentStore;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose environments make their secrets known before anybody works with them. */
public final class ObservedStore implements EnvironmentStore {

  private final EnvironmentStore store;
  private final KnownSecrets secrets;

  ObservedStore(EnvironmentStore store, KnownSecrets secrets) {
    this.store = store;
    this.secrets = secrets;
  }

  private void meet(Environment environment) {
    secrets.meet(environment.config());
    environment.context().configInForce().ifPresent(secrets::meet);
    environment.context().releases().forEach(release -> secrets.meet(release.config()));
  }

  @Override
  public Either<DeployError, Optional<Environment>> find(EnvironmentName name) {
    return store.find(name).peek(found -> found.ifPresent(this::meet));
  }

  @Override
  public Either<DeployError, Boolean> exists(EnvironmentName name) {
    return store.exists(name);
  }

  @Override
  public Either<DeployError, List<Stored>> list() {
    return store.list().peek(all -> all.forEach(each -> each.environment().peek(this::meet)));
  }

  /** Summaries hold no secrets. */
  @Override
  public Either<DeployError, List<Summary>> summaries() {
    return store.summaries();
  }

  @Override
  public Either<DeployError, List<HistoryEntry>> history(EnvironmentName name) {
    return store.history(name);
  }

  @Override
  public Optional<Holder> holder(EnvironmentName name) {
    return store.holder(name);
  }

  @Override
  public Either<DeployError, EnvironmentLease> acquire(
      EnvironmentName name, OperationRecord operation, Duration wait, Cancellation cancellation) {
    return store.acquire(name, operation, wait, cancellation).map(Lease::new);
  }

  private final class Lease implements EnvironmentLease {

    private final EnvironmentLease lease;

    Lease(EnvironmentLease lease) {
      this.lease = lease;
    }

    @Override
    public EnvironmentName name() {
      return lease.name();
    }

    @Override
    public Either<DeployError, Optional<Environment>> load() {
      return lease.load().peek(found -> found.ifPresent(ObservedStore.this::meet));
    }

    @Override
    public <E extends Environment> Either<DeployError, E> save(E environment) {
      meet(environment);
      return lease.save(environment);
    }

    @Override
    public Either<DeployError, Done> record(HistoryEntry entry) {
      return lease.record(entry);
    }

    @Override
    public Either<DeployError, String> trace(String id, List<String> lines) {
      return lease.trace(id, lines.stream().map(secrets.redactor()::redact).toList());
    }

    @Override
    public Either<DeployError, List<String>> remove() {
      return lease.remove();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
