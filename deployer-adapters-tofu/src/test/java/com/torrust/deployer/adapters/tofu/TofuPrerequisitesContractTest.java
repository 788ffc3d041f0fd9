package com.torrust.deployer.adapters.tofu;

import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.testkit.contract.PrerequisitesContract;
import com.torrust.deployer.testkit.fake.FaultPlan;
import com.torrust.deployer.testkit.fake.ScriptedCommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class TofuPrerequisitesContractTest extends PrerequisitesContract {

  /** Nobody listens there. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  @TempDir private Path folder;

  private final ScriptedCommandRunner programs =
      new ScriptedCommandRunner()
          .on(
              "tofu",
              List.of("version"),
              ScriptedCommandRunner.printing(0, "OpenTofu v1.12.6", "on linux_amd64"));
  private FakeLane lane;

  @BeforeEach
  void prepare() {
    lane = FakeLane.in(folder);
  }

  @AfterEach
  void close() {
    lane.close();
  }

  @Override
  protected Prerequisites met() {
    return in(programs, lane.lxd().socket());
  }

  @Override
  protected Prerequisites unmet() {
    return in(new ScriptedCommandRunner(), folder.resolve("no-socket"));
  }

  private static Prerequisites in(ScriptedCommandRunner programs, Path socket) {
    return new TofuPrerequisitesProvider()
        .create(
            ImmutableAdapterContext.builder()
                .workingDirectory(Path.of("/"))
                .variables(Map.of("LXD_SOCKET", socket.toString(), "HCLOUD_ENDPOINT", NOWHERE))
                .commands(programs)
                .clock(InstantSource.system())
                .build());
  }

  @Override
  protected Optional<FaultPlan> faults() {
    return Optional.of(programs.faults());
  }
}
