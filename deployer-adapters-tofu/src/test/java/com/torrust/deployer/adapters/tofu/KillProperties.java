package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.adapters.tofu.FakeTofu.End;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * However often and wherever everything is killed: one machine, the same machine, and in the end
 * none.
 */
class KillProperties {

  /** What happens to OpenTofu's state between two commands. */
  enum StateFate {
    KEPT,
    LOST,
    EMPTIED,
    CUT_OFF
  }

  private static final int MOST_CALLS = 12;

  @Provide
  Arbitrary<List<End>> ends() {
    return Arbitraries.of(End.class).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<StateFate>> fates() {
    return Arbitraries.of(StateFate.class).list().ofMinSize(MOST_CALLS).ofMaxSize(MOST_CALLS);
  }

  @Property(tries = 100)
  void oneMachineAndThenNone(
      @ForAll("ends") List<End> making,
      @ForAll("fates") List<StateFate> fates,
      @ForAll("ends") List<End> removing)
      throws IOException {
    Path folder = Files.createTempDirectory("kills");
    try (FakeLane lane = FakeLane.in(folder)) {
      lane.lxd().begin("somebody", Map.of());
      lane.tofu().end(making);
      Machine machine = provisionUntilDone(lane, fates);
      assertEquals(lane.lxd().instance("demo").orElseThrow().address(), machine.address().value());

      lane.tofu().end(removing);
      Bench bench = lane.bench("demo");
      assertTrue(bench.provisioner().destroy(bench.spec(), bench.context()).isRight());
      assertTrue(lane.lxd().instance("demo").isEmpty());
      assertTrue(!lane.lxd().hasProfile("demo"));
      assertTrue(lane.lxd().instance("somebody").isPresent());
    } finally {
      delete(folder);
    }
  }

  private static Machine provisionUntilDone(FakeLane lane, List<StateFate> fates)
      throws IOException {
    Optional<String> started = Optional.empty();
    for (StateFate fate : fates) {
      Bench bench = lane.bench("demo");
      Either<DeployError, Machine> result =
          bench.provisioner().provision(bench.spec(), bench.context());
      Optional<String> now =
          lane.lxd()
              .instance("demo")
              .filter(FakeLxd.Instance::wasStarted)
              .map(FakeLxd.Instance::uuid);
      if (started.isPresent()) {
        assertEquals(started, now, "a machine that had run was lost");
      }
      started = now;
      if (result.isRight()) {
        return result.get();
      }
      befall(bench.folders().tofu().resolve("terraform.tfstate"), fate);
    }
    throw new AssertionError("never done");
  }

  private static void befall(Path state, StateFate fate) throws IOException {
    if (!Files.exists(state)) {
      return;
    }
    switch (fate) {
      case KEPT -> {}
      case LOST -> Files.delete(state);
      case EMPTIED -> Files.writeString(state, "");
      case CUT_OFF -> {
        String text = Files.readString(state);
        Files.writeString(state, text.substring(0, text.length() / 2));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
