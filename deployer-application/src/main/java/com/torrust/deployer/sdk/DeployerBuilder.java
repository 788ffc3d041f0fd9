package com.torrust.deployer.sdk;

import com.torrust.deployer.application.internal.ports.Adapters;
import com.torrust.deployer.application.internal.ports.Choice;
import com.torrust.deployer.domain.event.DeployListener;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.CommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Assembles a {@link Deployer}. Adapters that are not given are found by {@link
 * java.util.ServiceLoader} when they are needed first, so that a program which only lists
 * environments needs neither OpenTofu's adapter nor its time. Not thread-safe.
 */
public final class DeployerBuilder {

  private Choice choice = Choice.none();
  private Path workingDirectory = Path.of("");
  private Map<String, String> variables = Map.of();
  private InstantSource clock = InstantSource.system();
  private DeployListener listener = DeployListener.silent();
  private Optional<Path> templates = Optional.empty();
  private ClassLoader classLoader = DeployerBuilder.class.getClassLoader();

  DeployerBuilder() {}

  /** Folder that holds {@code data/} and {@code build/}; made absolute at once. */
  public DeployerBuilder workingDirectory(Path folder) {
    workingDirectory = folder;
    return this;
  }

  /** Environment variables from which tools get those they need; none unless given. */
  public DeployerBuilder variables(Map<String, String> environment) {
    variables = Map.copyOf(environment);
    return this;
  }

  /** The time; the system's unless given. */
  public DeployerBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** Hears the events of all operations. */
  public DeployerBuilder listener(DeployListener hears) {
    listener = hears;
    return this;
  }

  /** Folder with templates that replace embedded ones. */
  public DeployerBuilder templates(Path folder) {
    templates = Optional.of(folder.toAbsolutePath().normalize());
    return this;
  }

  /** Where providers are looked for. */
  public DeployerBuilder classLoader(ClassLoader loader) {
    classLoader = loader;
    return this;
  }

  /**
   * Uses the adapter that this provider makes instead of those that are found; of two for one port
   * the later one. Adapters that make machines are distinguished by the providers that they serve,
   * so that several are used side by side.
   */
  public DeployerBuilder use(AdapterProvider<?> provider) {
    return use(List.of(provider));
  }

  /** The same for several, such as the fakes of the testkit. */
  public DeployerBuilder use(List<? extends AdapterProvider<?>> providers) {
    choice = choice.using(providers);
    return this;
  }

  /**
   * Of several adapters for a port, takes the one with this id, such as {@code ansible} for {@link
   * Configurator}. Where none has it the port is unresolved.
   */
  public DeployerBuilder prefer(Class<?> port, String id) {
    choice = choice.preferring(port, id);
    return this;
  }

  /**
   * Puts something around the adapter of a port, wherever it comes from: a measure, a limit, a
   * record of calls. Of several for one port the last one is the outermost.
   */
  public <P> DeployerBuilder decorate(Class<P> port, UnaryOperator<P> around) {
    choice = choice.decorating(port, around);
    return this;
  }

  /** Uses this store. */
  public DeployerBuilder store(EnvironmentStore adapter) {
    return give(EnvironmentStore.class, adapter);
  }

  /** Uses this provisioner for every provider. */
  public DeployerBuilder provisioner(Provisioner adapter) {
    return give(Provisioner.class, adapter);
  }

  /** Uses this access to machines. */
  public DeployerBuilder machineAccess(MachineAccess adapter) {
    return give(MachineAccess.class, adapter);
  }

  /** Uses this shell on machines, for adapters that need no more of them. */
  public DeployerBuilder remoteShell(RemoteShell adapter) {
    return give(RemoteShell.class, adapter);
  }

  /** Uses this configurator. */
  public DeployerBuilder configurator(Configurator adapter) {
    return give(Configurator.class, adapter);
  }

  /** Uses this operator of stacks. */
  public DeployerBuilder stackOperator(StackOperator adapter) {
    return give(StackOperator.class, adapter);
  }

  /** Uses this renderer. */
  public DeployerBuilder renderer(Renderer adapter) {
    return give(Renderer.class, adapter);
  }

  /** Uses this workspace. */
  public DeployerBuilder workspace(Workspace adapter) {
    return give(Workspace.class, adapter);
  }

  /** Uses this reader of key files. */
  public DeployerBuilder sshKeyFiles(SshKeyFiles adapter) {
    return give(SshKeyFiles.class, adapter);
  }

  /** Has the secrets that configurations refer to from here. */
  public DeployerBuilder secretStore(SecretStore adapter) {
    return give(SecretStore.class, adapter);
  }

  /** Uses this reader of configurations. */
  public DeployerBuilder configReader(ConfigReader adapter) {
    return give(ConfigReader.class, adapter);
  }

  /** Uses this probe. */
  public DeployerBuilder serviceProbe(ServiceProbe adapter) {
    return give(ServiceProbe.class, adapter);
  }

  /** Looks at prerequisites with this instead of asking the adapters that are found. */
  public DeployerBuilder prerequisites(Prerequisites looks) {
    return give(Prerequisites.class, looks);
  }

  /** Lets every adapter start programs through this runner. */
  public DeployerBuilder commandRunner(CommandRunner runner) {
    return give(CommandRunner.class, runner);
  }

  /** Assembles the deployer; cheap, looks for no adapter yet. */
  public Deployer build() {
    Adapters adapters =
        new Adapters(
            choice,
            workingDirectory.toAbsolutePath().normalize(),
            variables,
            clock,
            templates,
            classLoader);
    return new DefaultDeployer(adapters, clock, listener);
  }

  private <P> DeployerBuilder give(Class<P> port, P adapter) {
    choice = choice.giving(port, adapter);
    return this;
  }
}
