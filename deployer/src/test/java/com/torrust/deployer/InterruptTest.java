package com.torrust.deployer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.HistoryEntry;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.DeployTarget;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the store as it is delivered: the JDK closes files under an interrupted thread. */
class InterruptTest {

  private static final EnvironmentName DEMO = Samples.name("demo");

  @TempDir private Path folder;

  @Test
  void anInterruptOfTheCallerLosesNeitherStateNorHistory() throws Exception {
    FakeWorld world = FakeWorld.create();
    try (Deployer deployer = deployer(world)) {
      AtomicReference<Either<DeployError, DeployResult>> result = new AtomicReference<>();
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                result.set(deploy(deployer));
                flag.set(Thread.currentThread().isInterrupted());
              });
      world.faults().onceAt("provision.answer", () -> interrupt(caller));
      caller.start();
      caller.join();

      DeployError error = result.get().getLeft();
      assertEquals(ErrorKind.CANCELLED, error.kind(), error::toString);
      assertTrue(flag.get(), "the interrupt flag is lost");
      assertFalse(deployer.show(DEMO).get().isInterrupted(), "the state is still in progress");
      List<HistoryEntry> history = deployer.history(DEMO).get();
      assertEquals(1, history.size());
      assertEquals(HistoryEntry.Outcome.CANCELLED, history.get(0).outcome());
      assertTrue(deploy(deployer).isRight());
      assertEquals(1, world.instancesMade());
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadyCanStillAsk() {
    try (Deployer deployer = deployer(FakeWorld.create())) {
      deployer.create(Samples.config("demo"), OperationOptions.standard());

      Thread.currentThread().interrupt();
      boolean listed = deployer.list().exists(all -> all.size() == 1);

      assertTrue(Thread.interrupted(), "the interrupt flag is lost");
      assertTrue(listed);
    }
  }

  private static Either<DeployError, DeployResult> deploy(Deployer deployer) {
    return deployer.deploy(
        Samples.config("demo"), DeployTarget.RUNNING, OperationOptions.standard());
  }

  /** Everything but the store is a fake. */
  private Deployer deployer(FakeWorld world) {
    return Deployer.builder()
        .workingDirectory(folder)
        .clock(world.clock())
        .use(
            world.adapters().stream()
                .filter(fake -> !(fake instanceof EnvironmentStoreProvider))
                .toList())
        .build();
  }

  /** Returns when the caller has heard of it. */
  private static void interrupt(Thread caller) {
    caller.interrupt();
    while (caller != Thread.currentThread()
        && (caller.isInterrupted() || caller.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }
}
