package com.torrust.deployer.mcp;

import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.mcp.gate.Capability;
import com.torrust.deployer.mcp.gate.Permissions;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A server in a fake world of its own, for clients that are programs. */
final class FakeAgent {

  private FakeAgent() {}

  /** Serves the standard streams; the argument is the working directory. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    FakeWorld world = FakeWorld.create();
    List<AdapterProvider<?>> fakes =
        world.adapters().stream().filter(fake -> !(fake instanceof ConfigReaderProvider)).toList();
    try (Deployer deployer =
        Deployer.builder()
            .workingDirectory(folder)
            .use(fakes)
            .clock(world.clock())
            .sshKeyFiles(world.sshKeyFiles())
            .prerequisites((question, cancellation) -> List.of())
            .build()) {
      new AgentServer(
              folder,
              new Permissions(Set.of(Capability.values()), "*"),
              "1.2.3",
              () -> "{\"commands\": []}",
              world.clock())
          .serve(deployer, System.in, System.out);
    }
  }
}
