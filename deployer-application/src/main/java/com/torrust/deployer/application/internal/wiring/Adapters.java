package com.torrust.deployer.application.internal.wiring;

import com.torrust.deployer.application.internal.operation.Defects;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.DeployException;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.Redactor;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.Configurator;
import com.torrust.deployer.domain.port.EnvironmentStore;
import com.torrust.deployer.domain.port.MachineAccess;
import com.torrust.deployer.domain.port.Prerequisites;
import com.torrust.deployer.domain.port.Provisioner;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.CommandRunnerProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.MachineAccessProvider;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.domain.spi.ServiceProbeProvider;
import com.torrust.deployer.domain.spi.SshKeyFilesProvider;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import com.torrust.deployer.domain.spi.WorkspaceProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The adapters by port: the one that was given, else the only one that is found, each made at its
 * first use. Thread-safe.
 */
public final class Adapters {

  private static final String LOCAL = "deployer-adapters-local";
  private static final String SSH = "deployer-adapters-ssh";
  private static final String ANSIBLE = "deployer-adapters-ansible";
  private static final String TOFU = "deployer-adapters-tofu";

  private final Map<Class<?>, Object> given;
  private final Map<String, Object> made = new ConcurrentHashMap<>();
  private final KnownSecrets secrets = new KnownSecrets();
  private final Path workingDirectory;
  private final Map<String, String> variables;
  private final InstantSource clock;
  private final Optional<Path> templates;
  private final ClassLoader loader;

  /** Keeps what the builder was given. */
  public Adapters(
      Map<Class<?>, Object> given,
      Path workingDirectory,
      Map<String, String> variables,
      InstantSource clock,
      Optional<Path> templates,
      ClassLoader loader) {
    this.given = Map.copyOf(given);
    this.workingDirectory = workingDirectory;
    this.variables = variables;
    this.clock = clock;
    this.templates = templates;
    this.loader = loader;
  }

  /** Every secret that came in by the store, the reader or a caller. */
  public KnownSecrets secrets() {
    return secrets;
  }

  /** What turns whatever is thrown into values, without secrets in the log. */
  public Defects defects() {
    return new Defects(secrets::redactor);
  }

  /** The store. */
  public EnvironmentStore store() {
    return new ObservedStore(
        adapter(EnvironmentStore.class, EnvironmentStoreProvider.class, LOCAL), secrets);
  }

  /** The workspace. */
  public Workspace workspace() {
    return adapter(Workspace.class, WorkspaceProvider.class, LOCAL);
  }

  /** The reader of configurations. */
  public ConfigReader configReader() {
    return new ObservedReader(
        adapter(ConfigReader.class, ConfigReaderProvider.class, LOCAL), secrets);
  }

  /** The reader of key files. */
  public SshKeyFiles sshKeyFiles() {
    return adapter(SshKeyFiles.class, SshKeyFilesProvider.class, LOCAL);
  }

  /** The probe. */
  public ServiceProbe serviceProbe() {
    ServiceProbe probe = adapter(ServiceProbe.class, ServiceProbeProvider.class, LOCAL);
    // What a service answers is quoted, and it may know every secret of ours.
    return (check, limit, cancellation) -> told(probe.probe(check, limit, cancellation));
  }

  private CheckResult told(CheckResult result) {
    Redactor redactor = secrets.redactor();
    return new CheckResult(
        result.id(),
        redactor.line(result.subject()),
        result.status(),
        redactor.line(result.detail()),
        result.duration());
  }

  /** The renderer. */
  public Renderer renderer() {
    return adapter(Renderer.class, RendererProvider.class, "deployer-templates");
  }

  /** The access to machines. */
  public MachineAccess machineAccess() {
    return adapter(MachineAccess.class, MachineAccessProvider.class, SSH);
  }

  /** The operator of stacks. */
  public StackOperator stackOperator() {
    return adapter(StackOperator.class, StackOperatorProvider.class, SSH);
  }

  /** The configurator. */
  public Configurator configurator() {
    return adapter(Configurator.class, ConfiguratorProvider.class, ANSIBLE);
  }

  /**
   * What looks at the prerequisites of the adapters: those that were given, else of every adapter
   * that is found.
   */
  public List<Prerequisites> prerequisites() {
    if (given.containsKey(Prerequisites.class)) {
      return List.of((Prerequisites) given.get(Prerequisites.class));
    }
    return ServiceLoader.load(PrerequisitesProvider.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(PrerequisitesProvider::id))
        .map(provider -> provider.create(context()))
        .toList();
  }

  /** The provisioner for a provider. */
  public Provisioner provisioner(ProviderConfig provider) {
    return adapter(
        Provisioner.class,
        ProvisionerProvider.class,
        TOFU,
        provider.id(),
        candidate -> candidate.supports(provider));
  }

  /** For each port without exactly one adapter the reason why none can be chosen. */
  public List<DeployError> unresolved() {
    List<DeployError> reasons = new ArrayList<>();
    look(EnvironmentStore.class, EnvironmentStoreProvider.class, LOCAL, reasons);
    look(Workspace.class, WorkspaceProvider.class, LOCAL, reasons);
    look(ConfigReader.class, ConfigReaderProvider.class, LOCAL, reasons);
    look(SshKeyFiles.class, SshKeyFilesProvider.class, LOCAL, reasons);
    look(ServiceProbe.class, ServiceProbeProvider.class, LOCAL, reasons);
    look(Renderer.class, RendererProvider.class, "deployer-templates", reasons);
    look(MachineAccess.class, MachineAccessProvider.class, SSH, reasons);
    look(StackOperator.class, StackOperatorProvider.class, SSH, reasons);
    look(Configurator.class, ConfiguratorProvider.class, ANSIBLE, reasons);
    if (!given.containsKey(Provisioner.class)
        && ServiceLoader.load(ProvisionerProvider.class, loader).findFirst().isEmpty()) {
      reasons.add(unresolved(List.of(), Provisioner.class, TOFU));
    }
    return List.copyOf(reasons);
  }

  private <V> void look(
      Class<?> port, Class<V> provider, String artifact, List<DeployError> reasons) {
    if (!given.containsKey(port)) {
      List<V> candidates = found(provider);
      if (candidates.size() != 1) {
        reasons.add(unresolved(candidates, port, artifact));
      }
    }
  }

  private <V> List<V> found(Class<V> provider) {
    return ServiceLoader.load(provider, loader).stream().map(ServiceLoader.Provider::get).toList();
  }

  private <P, V extends AdapterProvider<P>> P adapter(
      Class<P> port, Class<V> provider, String artifact) {
    return adapter(port, provider, artifact, "", candidate -> true);
  }

  private <P, V extends AdapterProvider<P>> P adapter(
      Class<P> port, Class<V> provider, String artifact, String variant, Predicate<V> fits) {
    if (given.containsKey(port)) {
      return port.cast(given.get(port));
    }
    // Not computeIfAbsent: making an adapter may need another one.
    String key = port.getName() + "/" + variant;
    Object known = made.get(key);
    if (known == null) {
      List<V> candidates =
          ServiceLoader.load(provider, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(fits)
              .toList();
      P adapter = only(candidates, port, artifact).create(context());
      Object earlier = made.putIfAbsent(key, adapter);
      known = earlier == null ? adapter : earlier;
    }
    return port.cast(known);
  }

  private AdapterContext context() {
    return ImmutableAdapterContext.builder()
        .workingDirectory(workingDirectory)
        .variables(variables)
        .commands(commands())
        .clock(clock)
        .templates(templates)
        .build();
  }

  private CommandRunner commands() {
    if (given.containsKey(CommandRunner.class)) {
      return (CommandRunner) given.get(CommandRunner.class);
    }
    return (CommandRunner)
        made.computeIfAbsent(
            CommandRunner.class.getName(),
            key ->
                only(
                        ServiceLoader.load(CommandRunnerProvider.class, loader).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList(),
                        CommandRunner.class,
                        LOCAL)
                    .create());
  }

  private static <V> V only(List<V> candidates, Class<?> port, String artifact) {
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    throw new DeployException(unresolved(candidates, port, artifact));
  }

  private static <V> DeployError unresolved(List<V> candidates, Class<?> port, String artifact) {
    String found =
        candidates.isEmpty()
            ? "none is on the class path"
            : "several are: "
                + String.join(
                    ", ",
                    candidates.stream()
                        .map(v -> v.getClass().getName() + " in " + origin(v))
                        .toList());
    return DeployError.because(
            "sdk.adapter_unresolved",
            ErrorKind.PREREQUISITE,
            "cannot choose an adapter for " + port.getSimpleName() + ": " + found)
        .putFacts("port", port.getName())
        .addRemedies(
            Remedy.advice(
                candidates.isEmpty()
                    ? "add the artifact " + artifact + ", or give an adapter to the builder"
                    : "keep one of the jars, or give an adapter to the builder"))
        .build();
  }

  private static String origin(Object candidate) {
    return Optional.ofNullable(candidate.getClass().getProtectionDomain().getCodeSource())
        .map(source -> source.getLocation().toString())
        .orElse("the platform");
  }
}
