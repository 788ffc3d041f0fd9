package com.torrust.deployer.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Provisioned;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.operation.OperationOptions;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.fake.FakeWorld;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many callers want the same environment at the same time. */
class OneAtATimeTest {

  private static final EnvironmentName DEMO = Samples.name("demo");
  private static final OperationOptions OPTIONS = OperationOptions.standard();

  @Test
  void oneOfManyWinsAndTheOthersAreToldWhoHoldsIt() throws Exception {
    FakeWorld world = FakeWorld.create();
    Deployer deployer = Worlds.deployer(world);
    LifecycleTest.ok(deployer.create(Samples.config("demo"), OPTIONS));
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.faults().onceAt("provision.instance", () -> hold(atWork, goOn));

    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<Either<DeployError, Provisioned>> winner =
          threads.submit(() -> deployer.provision(DEMO, OPTIONS));
      atWork.await();
      List<Future<Either<DeployError, Provisioned>>> others = new ArrayList<>();
      for (int i = 0; i < 63; i++) {
        others.add(threads.submit(() -> deployer.provision(DEMO, OPTIONS)));
      }
      for (Future<Either<DeployError, Provisioned>> other : others) {
        DeployError error = other.get().getLeft();
        assertEquals("lock.held", error.code().value());
        assertTrue(error.facts().containsKey("holder"));
      }
      goOn.countDown();
      assertTrue(winner.get().isRight());
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, world.instancesMade());
  }

  private static void hold(CountDownLatch atWork, CountDownLatch goOn) {
    atWork.countDown();
    try {
      goOn.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
