package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.provider.HetznerSection;
import com.torrust.deployer.domain.provider.LxdSection;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
import com.torrust.deployer.domain.spi.MachineAccessProvider;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.domain.spi.RemoteShellProvider;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.domain.spi.SecretStoreProvider;
import com.torrust.deployer.domain.spi.ServiceProbeProvider;
import com.torrust.deployer.domain.spi.SshKeyFilesProvider;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import com.torrust.deployer.domain.spi.WorkspaceProvider;
import java.util.List;

/**
 * Every adapter of a {@link FakeWorld} as a maker, so that one call wires them all. One record for
 * each port, because a builder tells makers apart by their interface.
 */
final class FakeAdapters {

  private static final String ID = "fake";

  private FakeAdapters() {}

  static List<AdapterProvider<?>> of(FakeWorld world) {
    return List.of(
        new Store(world),
        new Files(world),
        new Reader(world),
        new Keys(world),
        new Secrets(world),
        new Rendering(world),
        new Access(world),
        new Shell(world),
        new Configuring(world),
        new Operating(world),
        new Probing(world),
        new Machines(world));
  }

  private record Store(FakeWorld world) implements EnvironmentStoreProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public EnvironmentStore create(AdapterContext context) {
      return world.store();
    }
  }

  private record Files(FakeWorld world) implements WorkspaceProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public Workspace create(AdapterContext context) {
      return world.workspace();
    }
  }

  private record Reader(FakeWorld world) implements ConfigReaderProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public ConfigReader create(AdapterContext context) {
      return world.configReader();
    }
  }

  private record Keys(FakeWorld world) implements SshKeyFilesProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public SshKeyFiles create(AdapterContext context) {
      return world.sshKeyFiles();
    }
  }

  private record Secrets(FakeWorld world) implements SecretStoreProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public SecretStore create(AdapterContext context) {
      return world.secretStore();
    }
  }

  private record Rendering(FakeWorld world) implements RendererProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public Renderer create(AdapterContext context) {
      return world.renderer();
    }
  }

  private record Access(FakeWorld world) implements MachineAccessProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public MachineAccess create(AdapterContext context) {
      return world.machineAccess();
    }
  }

  private record Configuring(FakeWorld world) implements ConfiguratorProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public Configurator create(AdapterContext context) {
      return world.configurator();
    }
  }

  private record Operating(FakeWorld world) implements StackOperatorProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public StackOperator create(AdapterContext context) {
      return world.stackOperator();
    }
  }

  private record Probing(FakeWorld world) implements ServiceProbeProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public ServiceProbe create(AdapterContext context) {
      return world.serviceProbe();
    }
  }

  private record Machines(FakeWorld world) implements ProvisionerProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public Provisioner create(AdapterContext context) {
      return world.provisioner();
    }

    @Override
    public List<ProviderSection<?>> sections() {
      return List.of(LxdSection.SECTION, HetznerSection.SECTION);
    }
  }

  private record Shell(FakeWorld world) implements RemoteShellProvider {

    @Override
    public String id() {
      return ID;
    }

    @Override
    public RemoteShell create(AdapterContext context) {
      return world.remoteShell();
    }
  }
}
