package com.torrust.deployer.adapters.tofu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.machine.HostKey;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host key of a machine on LXD, by LXD and not by whoever answers under its address. */
class HostKeysTest {

  private static final String FILE = "/etc/ssh/ssh_host_ed25519_key.pub";
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBz+yc/Y+cYyM6AD42A75inr6oS0I+oKw6SorDBZcwIh";

  @TempDir Path folder;

  private FakeLane lane;
  private Bench bench;

  @BeforeEach
  void prepare() {
    lane = FakeLane.in(folder);
    bench = lane.bench("demo");
    lane.lxd().begin(bench.spec().name().value(), Map.of());
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private Either<DeployError, List<HostKey>> keys() {
    return bench.provisioner().hostKeys(bench.spec(), bench.context());
  }

  @Test
  void areReadThroughLxd() {
    lane.lxd().file(bench.spec().name().value(), FILE, KEY + " root@demo\n", 0);
    assertEquals(List.of(HostKey.parse(KEY).orElseThrow()), keys().get());
  }

  @Test
  void areWaitedForWhileTheFirstBootHasNotMadeThem() {
    lane.lxd().file(bench.spec().name().value(), FILE, KEY + " root@demo\n", 6);
    assertEquals(List.of(HostKey.parse(KEY).orElseThrow()), keys().get());
  }

  @Test
  void areNotWaitedForOnceSomebodyAskedToStop() {
    bench.cancellation().request("Ctrl-C");
    assertEquals(ErrorKind.CANCELLED, keys().getLeft().kind());
    assertTrue(keys().getLeft().message().contains("Ctrl-C"));
  }
}
