package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSnapshot;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.Holder;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Environments in memory, through their snapshots as a real store keeps them. */
public final class InMemoryEnvironmentStore implements EnvironmentStore {

  private final FaultPlan faults;
  private final Object monitor = new Object();
  private final Map<String, EnvironmentSnapshot> saved = new TreeMap<>();
  private final Map<String, DeployError> unreadable = new TreeMap<>();
  private final Map<EnvironmentName, List<HistoryEntry>> history = new HashMap<>();
  private final Map<EnvironmentName, Map<String, List<String>>> traces = new HashMap<>();
  private final Map<EnvironmentName, InMemoryLease> leases = new HashMap<>();

  InMemoryEnvironmentStore(FaultPlan faults) {
    this.faults = faults;
    faults.atDeath(this::dropLocks);
  }

  /** A store on its own, in which nothing goes wrong. */
  public static InMemoryEnvironmentStore create() {
    return new InMemoryEnvironmentStore(FaultPlan.create());
  }

  /** What a reference was resolved to is never stored. */
  private static EnvironmentConfig asStored(EnvironmentConfig config) {
    return config.hasReferences()
        ? ConfigDecoder.restore(
                Samples.PROVIDERS, ConfigEncoder.encodeStored(Samples.PROVIDERS, config))
            .get()
        : config;
  }

  /** Makes the stored form of an environment unreadable, as a damaged file is. */
  public void damage(EnvironmentName name, DeployError reason) {
    synchronized (monitor) {
      unreadable.put(name.value(), reason);
    }
  }

  /** The traces of an environment by id. */
  public Map<String, List<String>> traces(EnvironmentName name) {
    synchronized (monitor) {
      return Map.copyOf(traces.getOrDefault(name, Map.of()));
    }
  }

  @Override
  public Either<DeployError, Optional<Environment>> find(EnvironmentName name) {
    return faults.pass(
        "store.find",
        () -> {
          synchronized (monitor) {
            if (unreadable.containsKey(name.value())) {
              return Either.left(unreadable.get(name.value()));
            }
            EnvironmentSnapshot snapshot = saved.get(name.value());
            return snapshot == null
                ? Either.right(Optional.empty())
                : snapshot.restore().map(Optional::of);
          }
        });
  }

  @Override
  public Either<DeployError, List<Stored>> list() {
    return faults.pass(
        "store.list",
        () -> {
          synchronized (monitor) {
            Map<String, Stored> entries = new TreeMap<>();
            saved.forEach(
                (name, snapshot) -> entries.put(name, new Stored(name, snapshot.restore())));
            unreadable.forEach(
                (name, reason) -> entries.put(name, new Stored(name, Either.left(reason))));
            return Either.right(List.copyOf(entries.values()));
          }
        });
  }

  @Override
  public Either<DeployError, List<HistoryEntry>> history(EnvironmentName name) {
    synchronized (monitor) {
      return Either.right(List.copyOf(history.getOrDefault(name, List.of())));
    }
  }

  @Override
  public Optional<Holder> holder(EnvironmentName name) {
    synchronized (monitor) {
      return Optional.ofNullable(leases.get(name)).map(lease -> lease.operation.holder());
    }
  }

  @Override
  public Either<DeployError, EnvironmentLease> acquire(
      EnvironmentName name, OperationRecord operation, Duration wait, Cancellation cancellation) {
    Optional<DeployError> failure = faults.pass("store.acquire");
    if (failure.isPresent()) {
      return Either.left(failure.get());
    }
    Runnable unhook = cancellation.onRequest(this::wakeUp);
    try {
      return await(name, operation, System.nanoTime() + wait.toNanos(), cancellation);
    } finally {
      unhook.run();
    }
  }

  private Either<DeployError, EnvironmentLease> await(
      EnvironmentName name, OperationRecord operation, long deadline, Cancellation cancellation) {
    synchronized (monitor) {
      while (leases.containsKey(name)) {
        if (cancellation.isRequested()) {
          return Either.left(cancelled(name, cancellation.reason().orElse("")));
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return Either.left(held(name, leases.get(name).operation));
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(monitor, left);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return Either.left(cancelled(name, "interrupted"));
        }
      }
      InMemoryLease lease = new InMemoryLease(name, operation);
      leases.put(name, lease);
      return Either.right(lease);
    }
  }

  private void wakeUp() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  private void dropLocks() {
    synchronized (monitor) {
      leases.clear();
      monitor.notifyAll();
    }
  }

  private static DeployError held(EnvironmentName name, OperationRecord operation) {
    return DeployError.because(
            "lock.held",
            ErrorKind.LOCK,
            "'" + name + "' is being worked on by " + operation.holder().describe())
        .putFacts("environment", name.value())
        .putFacts("holder", operation.holder().describe())
        .putFacts("operation", operation.kind().text())
        .putFacts("operation_id", operation.id().value())
        .putFacts("since", operation.since().toString())
        .addRemedies(Remedy.advice("wait until that operation ends"))
        .build();
  }

  private static DeployError cancelled(EnvironmentName name, String reason) {
    return DeployError.because(
            "operation.cancelled",
            ErrorKind.CANCELLED,
            "waiting for '" + name + "' was cancelled: " + reason)
        .putFacts("environment", name.value())
        .build();
  }

  private final class InMemoryLease implements EnvironmentLease {

    private final EnvironmentName name;
    private final OperationRecord operation;

    InMemoryLease(EnvironmentName name, OperationRecord operation) {
      this.name = name;
      this.operation = operation;
    }

    @Override
    public EnvironmentName name() {
      return name;
    }

    @Override
    public Either<DeployError, Optional<Environment>> load() {
      requireHeld();
      return find(name);
    }

    @Override
    public <E extends Environment> Either<DeployError, E> save(E environment) {
      requireHeld();
      if (!environment.name().equals(name)) {
        throw new IllegalArgumentException(
            "the lease of '" + name + "' cannot save '" + environment.name() + "'");
      }
      return faults
          .pass("store.save", () -> put(environment))
          .flatMap(stored -> faults.pass("store.saved", () -> Either.right(stored)));
    }

    private <E extends Environment> Either<DeployError, E> put(E environment) {
      synchronized (monitor) {
        if (unreadable.containsKey(name.value())) {
          return Either.left(unreadable.get(name.value()));
        }
        EnvironmentSnapshot before = saved.get(name.value());
        long stored = before == null ? 0 : before.context().revision();
        long given = environment.context().revision();
        if (stored != given) {
          return Either.left(stale(stored, given));
        }
        E next = Environment.atRevision(environment, stored + 1);
        saved.put(
            name.value(),
            EnvironmentSnapshot.of(
                next.withForms(
                    InMemoryEnvironmentStore::asStored, InMemoryEnvironmentStore::asStored)));
        return Either.right(next);
      }
    }

    private DeployError stale(long stored, long given) {
      return DeployError.because(
              "environment.stale",
              ErrorKind.STATE,
              "'"
                  + name
                  + "' was changed meanwhile: revision "
                  + stored
                  + " is stored, not "
                  + given)
          .putFacts("environment", name.value())
          .putFacts("expected", Long.toString(given))
          .putFacts("actual", Long.toString(stored))
          .addRemedies(Remedy.run("show"))
          .build();
    }

    @Override
    public Either<DeployError, Done> record(HistoryEntry entry) {
      requireHeld();
      return faults.pass(
          "store.record",
          () -> {
            synchronized (monitor) {
              history.computeIfAbsent(name, any -> new ArrayList<>()).add(entry);
              return Either.right(Done.DONE);
            }
          });
    }

    @Override
    public Either<DeployError, String> trace(String id, List<String> lines) {
      requireHeld();
      return faults.pass(
          "store.trace",
          () -> {
            synchronized (monitor) {
              traces.computeIfAbsent(name, any -> new HashMap<>()).put(id, List.copyOf(lines));
              return Either.right("data/" + name + "/traces/" + id + ".log");
            }
          });
    }

    @Override
    public Either<DeployError, List<String>> remove() {
      requireHeld();
      return faults.pass(
          "store.remove",
          () -> {
            synchronized (monitor) {
              boolean there = saved.remove(name.value()) != null;
              there |= unreadable.remove(name.value()) != null;
              there |= traces.remove(name) != null;
              return Either.right(there ? List.of("data/" + name) : List.of());
            }
          });
    }

    private void requireHeld() {
      boolean held;
      synchronized (monitor) {
        held = leases.get(name) == this;
      }
      if (!held && !faults.isDead()) {
        throw new IllegalStateException("the lease of '" + name + "' is closed");
      }
    }

    @Override
    public void close() {
      synchronized (monitor) {
        leases.remove(name, this);
        monitor.notifyAll();
      }
    }
  }
}
