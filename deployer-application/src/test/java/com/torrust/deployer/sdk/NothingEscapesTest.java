package com.torrust.deployer.sdk;

import static com.torrust.deployer.sdk.LifecycleTest.left;
import static com.torrust.deployer.sdk.LifecycleTest.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ProvisionFailed;
import com.torrust.deployer.domain.environment.Running;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.EnvironmentView;
import com.torrust.deployer.sdk.operation.ImmutableOperationOptions;
import com.torrust.deployer.sdk.operation.MachineSource;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.sdk.operation.Registration;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Code of others that throws, interrupts, closes: every operation ends with a value all the same.
 */
class NothingEscapesTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();
  private static final Registration OTHERS =
      new Registration(HostAddress.parse("198.51.100.7").orElseThrow(), Optional.empty());

  private final FakeWorld world = FakeWorld.create();
  private final List<DeployEvent> events = new ArrayList<>();
  private final Deployer deployer = Worlds.deployer(world, events::add);

  @Test
  void aListenerMayThrowWhateverItLikes() {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("unchecked"),
            new StackOverflowError("deep"),
            new NoClassDefFoundError("a/library/That/is/missing"),
            new IOException("checked and undeclared"),
            new InterruptedException("sneaked out"),
            new Unspeakable());
    for (Throwable each : thrown) {
      FakeWorld fresh = FakeWorld.create();
      try (Deployer noisy =
          Worlds.deployer(
              fresh,
              event -> {
                throw NothingEscapesTest.<RuntimeException>sneak(each);
              })) {
        DeployResult result =
            ok(noisy.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));

        assertInstanceOf(Running.class, result.environment(), each::toString);
        assertEquals(1, ok(noisy.history(DEMO)).size(), each::toString);
      }
    }
  }

  /** An exception all of whose texts throw. */
  private static final class Unspeakable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("not even a message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("not even a text");
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void whereverAnAdapterThrowsThereIsAValueAHistoryAnEndAndAWayOn() {
    FakeWorld rehearsal = FakeWorld.create();
    ok(Worlds.deployer(rehearsal).deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));
    List<String> points = List.copyOf(rehearsal.faults().passed());

    for (int i = 0; i < points.size(); i++) {
      String point = points.get(i);
      if (points.indexOf(point) == i) {
        throwAt(point, new IllegalStateException("a defect at " + point));
        throwAt(point, new NoClassDefFoundError("a class for " + point));
        throwAt(point, new Unspeakable());
      }
    }
  }

  private static void throwAt(String point, Throwable defect) {
    FakeWorld world = FakeWorld.create();
    List<DeployEvent> events = new ArrayList<>();
    try (Deployer deployer = Worlds.deployer(world, events::add)) {
      world
          .faults()
          .onceAt(
              point,
              () -> {
                throw NothingEscapesTest.<RuntimeException>sneak(defect);
              });

      Either<DeployError, DeployResult> result =
          deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS);

      result.peekLeft(
          error -> assertEquals("internal.defect", error.code().value(), () -> point + error));
      boolean begun = count(events, DeployEvent.OperationStarted.class) == 1;
      assertEquals(begun ? 1 : 0, count(events, DeployEvent.OperationFinished.class), point);
      if (begun && !point.equals("store.record")) {
        assertEquals(1, ok(deployer.history(DEMO)).size(), point);
      }
      DeployResult resumed =
          ok(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));
      assertInstanceOf(Running.class, resumed.environment(), point);
      assertEquals(1, world.instancesMade(), point);
    }
  }

  private static long count(List<DeployEvent> events, Class<? extends DeployEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  @Test
  void aStepWhoseAdapterThrowsLeavesAFailedStateAndNotOneInProgress() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    world
        .faults()
        .onceAt(
            "provision.instance",
            () -> {
              throw new AssertionError("a defect");
            });

    DeployError error = left(deployer.provision(DEMO, OPTIONS));

    assertEquals("internal.defect", error.code().value());
    assertEquals("provision.create-machine", error.facts().get("step"));
    assertInstanceOf(ProvisionFailed.class, ok(deployer.show(DEMO)).environment());
  }

  @Test
  void anInterruptIsACancellationAndTheFlagIsThereAgain() throws Exception {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    Cancellation callers = Cancellation.create();
    AtomicReference<Either<DeployError, DeployResult>> result = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    OperationOptions options = ImmutableOperationOptions.builder().cancellation(callers).build();
    Thread caller =
        new Thread(
            () -> {
              result.set(deployer.deploy(DEMO, DeployTarget.RUNNING, options));
              flag.set(Thread.currentThread().isInterrupted());
            });
    world.faults().onceAt("provision.answer", () -> interrupt(caller));
    caller.start();
    caller.join();

    assertEquals(ErrorKind.CANCELLED, left(result.get()).kind());
    assertTrue(flag.get(), "the interrupt flag is lost");
    assertFalse(callers.isRequested(), "the caller's cancellation was changed");
    List<HistoryEntry> history = ok(deployer.history(DEMO));
    assertEquals(HistoryEntry.Outcome.CANCELLED, history.get(history.size() - 1).outcome());
    assertFalse(ok(deployer.show(DEMO)).isInterrupted(), "the state is still in progress");
    assertInstanceOf(
        Running.class, ok(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS)).environment());
    assertEquals(1, world.instancesMade());
  }

  /** Returns when the caller has heard of it. */
  private static void interrupt(Thread caller) {
    caller.interrupt();
    while (caller != Thread.currentThread()
        && (caller.isInterrupted() || caller.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadyGetsItsAnswersAndKeepsItsFlag() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));

    Thread.currentThread().interrupt();
    Either<DeployError, EnvironmentView> shown = deployer.show(DEMO);

    assertTrue(Thread.interrupted(), "the interrupt flag is lost");
    assertTrue(shown.isRight());
  }

  @Test
  void closingFromAListenerOnlyAsks() {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    AtomicReference<Deployer> self = new AtomicReference<>();
    Deployer closing =
        Worlds.deployer(
            world,
            event -> {
              if (event instanceof DeployEvent.StepStarted) {
                self.get().close();
              }
            });
    self.set(closing);

    DeployError error = left(closing.deploy(DEMO, DeployTarget.RUNNING, OPTIONS));

    assertEquals(ErrorKind.CANCELLED, error.kind());
    assertEquals("sdk.closed", left(closing.provision(DEMO, OPTIONS)).code().value());
  }

  @Test
  void closingAsksWhatIsAtWorkWaitsForItAndLeavesTheCallersWishAlone() throws Exception {
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    Cancellation shared = Cancellation.create();
    OperationOptions options = ImmutableOperationOptions.builder().cancellation(shared).build();
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world
        .faults()
        .onceAt(
            "provision.answer",
            () -> {
              atWork.countDown();
              try {
                goOn.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    AtomicReference<Either<DeployError, DeployResult>> result = new AtomicReference<>();
    Thread caller =
        new Thread(() -> result.set(deployer.deploy(DEMO, DeployTarget.RUNNING, options)));
    caller.start();
    atWork.await();
    Thread closer = new Thread(deployer::close);
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closer.join();
    caller.join();

    assertEquals(ErrorKind.CANCELLED, left(result.get()).kind());
    assertFalse(shared.isRequested(), "the caller's cancellation was changed");
  }

  @Test
  void aMachineThatSomebodyBeganToRegisterIsNotDoubledByOneThatIsMade() {
    Cancellation cancelled = Cancellation.create();
    cancelled.request("changed my mind");
    ok(deployer.create(Samples.config("demo"), OPTIONS));
    left(
        deployer.register(
            DEMO, OTHERS, ImmutableOperationOptions.builder().cancellation(cancelled).build()));

    DeployError error =
        left(deployer.deploy(Samples.config("demo"), DeployTarget.RUNNING, OPTIONS));

    assertEquals("environment.machine_undecided", error.code().value());
    assertEquals(0, world.instancesMade());
    assertInstanceOf(Created.class, ok(deployer.show(DEMO)).environment());
    world.addHost("198.51.100.7");
    DeployResult adopted =
        ok(deployer.deploy(DEMO, MachineSource.existing(OTHERS), DeployTarget.RUNNING, OPTIONS));
    assertEquals(OperationKind.REGISTER, adopted.phases().get(0));
    assertEquals(0, world.instancesMade());
    assertEquals(
        "environment.machine_differs",
        left(deployer.deploy(DEMO, MachineSource.provider(), DeployTarget.RUNNING, OPTIONS))
            .code()
            .value());
  }

  @Test
  void aRegistrationThatFailedAsAPartOfADeploymentIsRememberedAsWell() {
    left(
        deployer.deploy(
            Samples.config("demo"), MachineSource.existing(OTHERS), DeployTarget.RUNNING, OPTIONS));

    assertEquals(
        "environment.machine_undecided",
        left(deployer.deploy(DEMO, DeployTarget.RUNNING, OPTIONS)).code().value());
    ok(deployer.deploy(DEMO, MachineSource.provider(), DeployTarget.RUNNING, OPTIONS));
    assertEquals(1, world.instancesMade());
  }

  @Test
  void theHistorySaysOnWhoseBehalfItWas() {
    OperationOptions panel = ImmutableOperationOptions.builder().actor("panel/alice").build();
    ok(deployer.create(Samples.config("demo"), panel));

    assertEquals(Optional.of("panel/alice"), ok(deployer.history(DEMO)).get(0).actor());
    for (String forged : List.of("", " ", "a\nb", "a\u202eb", "x".repeat(129))) {
      assertEquals(
          "sdk.actor_invalid",
          left(deployer.provision(DEMO, ImmutableOperationOptions.builder().actor(forged).build()))
              .code()
              .value());
    }
  }
}
