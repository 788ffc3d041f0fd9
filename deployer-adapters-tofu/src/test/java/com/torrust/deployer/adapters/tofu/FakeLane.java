package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.adapters.tofu.internal.cloud.Retries.Pace;
import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.port.ImmutableTimeouts;
import com.torrust.deployer.domain.provider.ImmutableLxdConfig;
import com.torrust.deployer.domain.provider.LxdConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** LXD and OpenTofu played in memory, with the real files of the adapter in a folder. */
final class FakeLane implements AutoCloseable {

  /** Nothing here takes time, so that nothing is waited for. */
  static final Pace AT_ONCE =
      new Pace(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(200), Duration.ofMillis(1));

  private final Path folder;
  private final FakeLxd lxd;
  private final FakeTofu tofu;

  private FakeLane(Path folder, FakeLxd lxd) {
    this.folder = folder;
    this.lxd = lxd;
    this.tofu = FakeTofu.on(lxd);
  }

  static FakeLane in(Path folder) {
    try {
      // A unix socket has a limit of about 100 bytes, which a temporary folder of a test may
      // exceed.
      Path socket = Files.createTempDirectory(Path.of("/tmp"), "lxd").resolve("s");
      return new FakeLane(folder, FakeLxd.at(socket));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  FakeLxd lxd() {
    return lxd;
  }

  FakeTofu tofu() {
    return tofu;
  }

  /** The environment of that name, as a process of its own sees it. */
  Bench bench(String name) {
    return Bench.in(
        folder.resolve(name),
        name,
        ImmutableLxdConfig.builder()
            .profileName(ProfileName.parse(name).get())
            .image("debian")
            .instanceType(LxdConfig.InstanceType.CONTAINER)
            .build(),
        tofu.runner(),
        Map.of("PATH", "/usr/bin", "LXD_SOCKET", lxd.socket().toString()),
        ImmutableTimeouts.builder().provider(Duration.ofSeconds(5)).build(),
        AT_ONCE);
  }

  @Override
  public void close() {
    lxd.close();
    try {
      Files.deleteIfExists(lxd.socket());
      Files.deleteIfExists(lxd.socket().getParent());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
