package com.torrust.deployer.adapters.local.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.local.ChildJvm;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentLease;
import com.torrust.deployer.testkit.data.Samples;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several real processes on one environment. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreProcessesTest {

  /** Few enough for every build; {@code -Ddeployer.test.crowd=64} for a real crowd. */
  private static final int CROWD = Integer.getInteger("deployer.test.crowd", 6);

  @TempDir Path folder;

  private ChildJvm child(String task) throws IOException {
    ChildJvm child = ChildJvm.of(SavingDeployer.class, folder.toString(), task);
    assertEquals("ready", child.line());
    return child;
  }

  private Either<DeployError, EnvironmentLease> acquire() {
    return StateFiles.store(folder)
        .acquire(
            Samples.name("demo"),
            Samples.operation(OperationKind.DESTROY),
            Duration.ZERO,
            Cancellation.create());
  }

  private Optional<Environment> find() {
    return StateFiles.store(folder)
        .find(Samples.name("demo"))
        .getOrElseThrow(error -> new AssertionError(error.message()));
  }

  @Test
  void aSecondProcessIsRefusedAndToldWhoHoldsTheEnvironment() throws Exception {
    try (ChildJvm holder = child("hold")) {
      holder.go();
      assertEquals("held by " + holder.pid(), holder.line());
      DeployError error = acquire().getLeft();
      assertEquals("lock.held", error.code().value());
      assertEquals("alice@desk, process " + holder.pid(), error.facts().get("holder"));
      assertEquals(
          holder.pid(), StateFiles.store(folder).holder(Samples.name("demo")).orElseThrow().pid());
      holder.go();
      assertEquals(0, holder.exitCode());
      acquire().get().close();
    }
  }

  @Test
  void aKilledProcessLeavesNoLockAndNoHolder() throws Exception {
    try (ChildJvm holder = child("hold")) {
      holder.go();
      holder.line();
      holder.kill();
      assertTrue(Files.exists(folder.resolve("data/.locks/demo.holder")));
      assertEquals(Optional.empty(), StateFiles.store(folder).holder(Samples.name("demo")));
      try (EnvironmentLease lease = acquire().get()) {
        assertEquals(Optional.of(Samples.holder()), StateFiles.store(folder).holder(lease.name()));
      }
    }
  }

  @Test
  void nothingThatThisProcessReadsOrTriesGivesItsLockAway() throws Exception {
    try (ChildJvm other = child("try");
        EnvironmentLease lease = acquire().get()) {
      FileEnvironmentStore store = StateFiles.store(folder);
      lease.save(Samples.created("demo")).get();
      store.find(lease.name());
      store.list();
      store.holder(lease.name());
      store.history(lease.name());
      assertEquals("lock.held", acquire().getLeft().code().value());
      assertEquals("lock.held", acquire().getLeft().code().value());
      other.go();
      assertEquals("lock.held " + Samples.holder().describe(), other.line());
    }
  }

  @Test
  void ofManyAtOnceOneWinsAndAllOthersCanNameIt() throws Exception {
    List<ChildJvm> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(child("hold"));
    }
    try {
      for (ChildJvm child : crowd) {
        child.go();
      }
      List<String> answers = new ArrayList<>();
      for (ChildJvm child : crowd) {
        answers.add(child.line());
      }
      List<String> winners =
          answers.stream().filter(answer -> answer.startsWith("held by ")).toList();
      assertEquals(1, winners.size(), answers.toString());
      String refusal =
          "lock.held alice@desk, process " + winners.get(0).substring("held by ".length());
      assertEquals(CROWD - 1, answers.stream().filter(refusal::equals).count(), answers.toString());
    } finally {
      crowd.forEach(ChildJvm::close);
    }
  }

  @Test
  void aSaveThatWasToldSurvivesTheDeathOfItsProcess() throws Exception {
    long written = 0;
    for (int kill = 0; kill < 5; kill++) {
      try (ChildJvm writer = child("save")) {
        writer.go();
        assertEquals("held by " + writer.pid(), writer.line());
        for (int saves = 0; saves <= 7 * kill; saves++) {
          written = Long.parseLong(writer.line());
          long seen = find().orElseThrow().context().revision();
          assertTrue(seen >= written, seen + " is older than " + written);
        }
        writer.kill();
        long left = find().orElseThrow().context().revision();
        assertTrue(left >= written, left + " is older than " + written);
      }
    }
    try (EnvironmentLease lease = acquire().get()) {
      assertTrue(lease.save(lease.load().get().orElseThrow()).isRight());
    }
  }
}
