package com.torrust.deployer.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.EnvironmentSummary;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableHistoryEntry;
import com.torrust.deployer.domain.environment.ImmutableOperationRecord;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.OperationRecord;
import com.torrust.deployer.domain.environment.Provisioning;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.testkit.data.SampleStates;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link EnvironmentStore} does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class EnvironmentStoreContract {

  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final EnvironmentName DEMO = Samples.name("demo");

  private EnvironmentStore store;

  /** For JUnit. */
  protected EnvironmentStoreContract() {}

  /** A store that is empty when a test begins; a second call gives another one on the same data. */
  protected abstract EnvironmentStore store();

  @BeforeEach
  void open() {
    store = store();
  }

  private EnvironmentLease acquire(EnvironmentName name) {
    return acquire(store, name, Duration.ZERO)
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  private static Either<DeployError, EnvironmentLease> acquire(
      EnvironmentStore store, EnvironmentName name, Duration wait) {
    return store.acquire(
        name, Samples.operation(OperationKind.PROVISION), wait, Cancellation.create());
  }

  private <E extends Environment> E save(E environment) {
    try (EnvironmentLease lease = acquire(environment.name())) {
      return saved(lease, environment);
    }
  }

  private static <E extends Environment> E saved(EnvironmentLease lease, E environment) {
    return lease.save(environment).getOrElseThrow(error -> new AssertionError(error.message()));
  }

  private static HistoryEntry entry(String operation) {
    return ImmutableHistoryEntry.builder()
        .operation(new OperationId(operation))
        .kind(OperationKind.PROVISION)
        .holder(Samples.holder())
        .startedAt(Samples.THEN)
        .duration(Duration.ofMillis(90_500))
        .outcome(HistoryEntry.Outcome.FAILED)
        .state(StateName.PROVISION_FAILED)
        .error("provider.refused")
        .build();
  }

  @Test
  void findsNothingWhereNothingWasSaved() {
    assertEquals(Optional.empty(), store.find(DEMO).get());
    assertEquals(List.of(), store.list().get());
    assertEquals(List.of(), store.summaries().get());
    assertEquals(List.of(), store.history(DEMO).get());
    assertEquals(Optional.empty(), store.holder(DEMO));
  }

  @Test
  void givesBackEveryStateAsItWasSaved() {
    for (Environment state : SampleStates.all("demo")) {
      EnvironmentName name = Samples.name("demo-" + state.stateName().text().replace('_', '-'));
      Environment renamed = stateNamed(name, state.stateName());
      Environment saved = save(renamed);
      assertEquals(Optional.of(saved), store().find(name).get());
    }
    assertEquals(StateName.values().length, store.list().get().size());
    assertEquals(summarized(store.list().get()), store.summaries().get());
  }

  private static List<EnvironmentStore.Summary> summarized(List<EnvironmentStore.Stored> all) {
    return all.stream()
        .map(
            each ->
                new EnvironmentStore.Summary(
                    each.name(), each.environment().map(EnvironmentSummary::of)))
        .toList();
  }

  private static Environment stateNamed(EnvironmentName name, StateName wanted) {
    return SampleStates.all(name.value()).stream()
        .filter(state -> state.stateName() == wanted)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsRevisionsFromOne() {
    Created created = save(Samples.created("demo"));
    assertEquals(1, created.context().revision());
    Provisioning provisioning =
        save(created.startProvisioning(Samples.operation(OperationKind.PROVISION)));
    assertEquals(2, provisioning.context().revision());
  }

  @Test
  void refusesAStateThatWasMadeFromAnOlderRevision() {
    Created first = save(Samples.created("demo"));
    save(first);
    try (EnvironmentLease lease = acquire(DEMO)) {
      DeployError error = lease.save(first).getLeft();
      assertEquals("environment.stale", error.code().value());
      assertEquals(ErrorKind.STATE, error.kind());
      assertEquals(2, lease.load().get().orElseThrow().context().revision());
    }
  }

  @Test
  void refusesASecondEnvironmentOfTheSameName() {
    save(Samples.created("demo"));
    try (EnvironmentLease lease = acquire(DEMO)) {
      assertEquals(
          "environment.stale", lease.save(Samples.created("demo")).getLeft().code().value());
    }
  }

  @Test
  void listsByName() {
    Stream.of("zeta", "alpha", "mid-2").forEach(name -> save(Samples.created(name)));
    assertEquals(
        List.of("alpha", "mid-2", "zeta"),
        store.list().get().stream().map(EnvironmentStore.Stored::name).toList());
    assertTrue(store.list().get().stream().allMatch(stored -> stored.environment().isRight()));
  }

  @Test
  void refusesASecondHolderAndNamesTheFirst() {
    try (EnvironmentLease lease = acquire(DEMO)) {
      assertEquals(DEMO, lease.name());
      DeployError error = acquire(store(), DEMO, Duration.ZERO).getLeft();
      assertEquals("lock.held", error.code().value());
      assertEquals(ErrorKind.LOCK, error.kind());
      assertEquals(Samples.holder().describe(), error.facts().get("holder"));
      assertEquals("provision", error.facts().get("operation"));
      assertEquals("demo", error.facts().get("environment"));
      assertEquals(Optional.of(Samples.holder()), store().holder(DEMO));
    }
    assertEquals(Optional.empty(), store.holder(DEMO));
    acquire(DEMO).close();
  }

  @Test
  void locksEachEnvironmentOnItsOwn() {
    try (EnvironmentLease one = acquire(DEMO);
        EnvironmentLease other = acquire(Samples.name("other"))) {
      assertFalse(one.name().equals(other.name()));
    }
  }

  @Test
  void waitsForAHolderWhenAsked() throws Exception {
    EnvironmentLease first = acquire(DEMO);
    CompletableFuture<EnvironmentLease> second =
        CompletableFuture.supplyAsync(() -> acquire(store(), DEMO, AMPLE).get());
    assertFalse(second.isDone());
    first.close();
    second.get().close();
  }

  @Test
  void givesUpWaitingAfterTheTimeItWasGiven() {
    try (EnvironmentLease lease = acquire(DEMO)) {
      DeployError error = acquire(store(), lease.name(), Duration.ofMillis(20)).getLeft();
      assertEquals("lock.held", error.code().value());
    }
  }

  @Test
  void stopsWaitingWhenSomebodyAsksTo() throws Exception {
    Cancellation cancellation = Cancellation.create();
    try (EnvironmentLease lease = acquire(DEMO)) {
      CompletableFuture<Either<DeployError, EnvironmentLease>> waiting =
          CompletableFuture.supplyAsync(
              () ->
                  store()
                      .acquire(
                          lease.name(), Samples.operation(OperationKind.RUN), AMPLE, cancellation));
      cancellation.request("enough");
      DeployError error = waiting.get().getLeft();
      assertEquals("operation.cancelled", error.code().value());
      assertEquals(ErrorKind.CANCELLED, error.kind());
    }
  }

  @Test
  void letsOnlyOneOfManyThreadsIn() throws Exception {
    int threads = 16;
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger mostInside = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      EnvironmentStore own = store();
      CompletableFuture<Void> run = new CompletableFuture<>();
      runs.add(run);
      new Thread(
              () -> {
                try {
                  start.await();
                  try (EnvironmentLease lease = acquire(own, DEMO, AMPLE).get()) {
                    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Created found =
                        lease
                            .load()
                            .get()
                            .map(Created.class::cast)
                            .orElseGet(() -> Samples.created("demo"));
                    saved(lease, found);
                    inside.decrementAndGet();
                  }
                  run.complete(null);
                } catch (Throwable failed) {
                  run.completeExceptionally(failed);
                }
              })
          .start();
    }
    start.countDown();
    for (CompletableFuture<Void> run : runs) {
      run.get();
    }
    assertEquals(1, mostInside.get());
    assertEquals(threads, store.find(DEMO).get().orElseThrow().context().revision());
  }

  @Test
  void readsWhileSomebodyWrites() throws Exception {
    save(Samples.created("demo"));
    CompletableFuture<Integer> writer =
        CompletableFuture.supplyAsync(
            () -> {
              try (EnvironmentLease lease = acquire(DEMO)) {
                for (int i = 0; i < 200; i++) {
                  saved(lease, lease.load().get().orElseThrow());
                }
                return 200;
              }
            });
    long highest = 0;
    while (!writer.isDone()) {
      long seen = store.find(DEMO).get().orElseThrow().context().revision();
      assertTrue(seen >= highest, seen + " after " + highest);
      highest = seen;
    }
    assertEquals(200, writer.get());
  }

  @Test
  void doesNotLetAClosedLeaseDoAnything() {
    EnvironmentLease lease = acquire(DEMO);
    lease.close();
    lease.close();
    assertThrows(IllegalStateException.class, () -> lease.save(Samples.created("demo")));
    assertThrows(IllegalStateException.class, lease::load);
    assertThrows(IllegalStateException.class, lease::remove);
  }

  @Test
  void doesNotLetALeaseSaveAnotherEnvironment() {
    try (EnvironmentLease lease = acquire(DEMO)) {
      assertThrows(IllegalArgumentException.class, () -> lease.save(Samples.created("other")));
    }
  }

  @Test
  void keepsHistoryInOrderAndBeyondRemoval() {
    save(Samples.created("demo"));
    try (EnvironmentLease lease = acquire(DEMO)) {
      lease.record(entry("first")).get();
      lease.record(entry("second")).get();
      assertFalse(lease.remove().get().isEmpty());
      lease.record(entry("third")).get();
    }
    assertEquals(
        List.of(entry("first"), entry("second"), entry("third")), store().history(DEMO).get());
  }

  @Test
  void removesAnEnvironmentAndDoesNotMindWhenItIsGone() {
    save(Samples.created("demo"));
    try (EnvironmentLease lease = acquire(DEMO)) {
      lease.trace("1-provision", List.of("what happened")).get();
      assertEquals(List.of("data/demo"), lease.remove().get());
      assertEquals(List.of(), lease.remove().get());
      assertEquals(Optional.empty(), lease.load().get());
    }
    assertEquals(List.of(), store.list().get());
    assertEquals(1, save(Samples.created("demo")).context().revision());
  }

  @Test
  void namesATraceByAPathBelowTheWorkingDirectory() {
    try (EnvironmentLease lease = acquire(DEMO)) {
      assertEquals(
          "data/demo/traces/1-provision.log",
          lease.trace("1-provision", List.of("one", "two")).get());
    }
  }

  @Test
  void tellsWhatTheHolderIsDoing() {
    OperationRecord operation =
        ImmutableOperationRecord.copyOf(Samples.operation(OperationKind.DESTROY))
            .withId(new OperationId("4f6d"));
    try (EnvironmentLease lease =
        store.acquire(DEMO, operation, Duration.ZERO, Cancellation.create()).get()) {
      DeployError error = acquire(store(), lease.name(), Duration.ZERO).getLeft();
      assertEquals("destroy", error.facts().get("operation"));
      assertEquals("4f6d", error.facts().get("operation_id"));
      assertEquals(Samples.THEN.toString(), error.facts().get("since"));
    }
  }
}
