package com.torrust.deployer.mcp;

import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.mcp.gate.Capability;
import com.torrust.deployer.mcp.gate.Permissions;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.DeployerBuilder;
import com.torrust.deployer.testkit.fake.FakeWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A server in a fake world: the real reader of configurations, everything else faked. */
final class AgentBench implements AutoCloseable {

  /** A secret of the example's. */
  static final String TOKEN = "SandboxAccessToken";

  private final FakeWorld world = FakeWorld.create();
  private final Path folder;
  private Permissions permissions = new Permissions(Set.of(Capability.values()), "*");
  private UnaryOperator<DeployerBuilder> assembly = UnaryOperator.identity();

  AgentBench(Path folder) {
    this.folder = folder;
  }

  FakeWorld world() {
    return world;
  }

  Path folder() {
    return folder;
  }

  AgentBench allowing(String environments, Capability... capabilities) {
    permissions = new Permissions(Set.of(capabilities), environments);
    return this;
  }

  AgentBench assembled(UnaryOperator<DeployerBuilder> change) {
    assembly = change;
    return this;
  }

  /** The example of the documentation under another name. */
  static String config(String name) {
    try {
      return Files.readString(Path.of("../docs/examples/sandbox-sqlite3.json"))
          .replace("sandbox-sqlite3", name);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A new server on the same world, with a client that has begun its session. */
  AgentClient client() {
    return connected(false).begun();
  }

  /** The same, whose client can be asked. */
  AgentClient askableClient() {
    return connected(true).begun();
  }

  /** A new server, with a client that has not said anything yet. */
  AgentClient connected(boolean askable) {
    Deployer deployer =
        assembly
            .apply(
                Deployer.builder()
                    .workingDirectory(folder)
                    .use(world.adapters().stream().filter(AgentBench::isWanted).toList())
                    .clock(world.clock())
                    .sshKeyFiles(world.sshKeyFiles())
                    .prerequisites((question, cancellation) -> List.of()))
            .build();
    AgentServer server =
        new AgentServer(folder, permissions, "1.2.3", () -> "{\"commands\": []}", world.clock());
    return AgentClient.of((in, out) -> server.serve(deployer, in, out), askable);
  }

  private static boolean isWanted(AdapterProvider<?> fake) {
    return !(fake instanceof ConfigReaderProvider);
  }

  @Override
  public void close() {
    world.faults().restart();
  }
}
