package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.Decoded;
import com.torrust.deployer.domain.config.document.ProviderSection;
import com.torrust.deployer.domain.config.document.Providers;
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
import com.torrust.deployer.domain.port.RemoteShell;
import com.torrust.deployer.domain.port.Renderer;
import com.torrust.deployer.domain.port.SecretStore;
import com.torrust.deployer.domain.port.ServiceProbe;
import com.torrust.deployer.domain.port.SshKeyFiles;
import com.torrust.deployer.domain.port.StackOperator;
import com.torrust.deployer.domain.port.Workspace;
import com.torrust.deployer.domain.release.ArtifactPurpose;
import com.torrust.deployer.domain.service.CheckResult;
import com.torrust.deployer.domain.spi.AdapterContext;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.CommandRunner;
import com.torrust.deployer.domain.spi.CommandRunnerProvider;
import com.torrust.deployer.domain.spi.ConfigReaderProvider;
import com.torrust.deployer.domain.spi.ConfiguratorProvider;
import com.torrust.deployer.domain.spi.EnvironmentStoreProvider;
import com.torrust.deployer.domain.spi.ImmutableAdapterContext;
import com.torrust.deployer.domain.spi.MachineAccessProvider;
import com.torrust.deployer.domain.spi.PrerequisitesProvider;
import com.torrust.deployer.domain.spi.ProvisionerProvider;
import com.torrust.deployer.domain.spi.RemoteShellProvider;
import com.torrust.deployer.domain.spi.RendererProvider;
import com.torrust.deployer.domain.spi.SecretStoreProvider;
import com.torrust.deployer.domain.spi.ServiceProbeProvider;
import com.torrust.deployer.domain.spi.SshKeyFilesProvider;
import com.torrust.deployer.domain.spi.StackOperatorProvider;
import com.torrust.deployer.domain.spi.WorkspaceProvider;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The adapters by port: the one that was given, else one of those that were to be used, else the
 * only one that is found, each made at its first use. Thread-safe.
 */
public final class Adapters {

  private static final String LOCAL = "deployer-adapters-local";
  private static final String SSH = "deployer-adapters-ssh";
  private static final String ANSIBLE = "deployer-adapters-ansible";
  private static final String TOFU = "deployer-adapters-tofu";

  private final Choice choice;
  private final Map<String, Object> made = new ConcurrentHashMap<>();
  private final Map<Class<?>, List<?>> found = new ConcurrentHashMap<>();
  private final KnownSecrets secrets = new KnownSecrets();
  private final Path workingDirectory;
  private final Map<String, String> variables;
  private final InstantSource clock;
  private final Optional<Path> templates;
  private final ClassLoader loader;
  private Optional<Providers> providers = Optional.empty();

  /** Keeps what the builder was given. */
  public Adapters(
      Choice choice,
      Path workingDirectory,
      Map<String, String> variables,
      InstantSource clock,
      Optional<Path> templates,
      ClassLoader loader) {
    this.choice = choice;
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
    return (check, limit, cancellation) -> redacted(probe.probe(check, limit, cancellation));
  }

  private CheckResult redacted(CheckResult result) {
    Redactor redactor = secrets.redactor();
    return new CheckResult(
        result.id(),
        redactor.line(result.subject()),
        result.status(),
        redactor.line(result.detail()),
        result.duration());
  }

  /** The store of secrets that configurations refer to. */
  public SecretStore secretStore() {
    return adapter(SecretStore.class, SecretStoreProvider.class, LOCAL);
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

  /** The shell on machines. */
  private RemoteShell shell() {
    return adapter(RemoteShell.class, RemoteShellProvider.class, SSH);
  }

  /**
   * What looks at the prerequisites of the adapters: those that were given, else of every adapter
   * that is used or found.
   */
  public List<Prerequisites> prerequisites() {
    return choice
        .given(Prerequisites.class)
        .map(List::of)
        .orElseGet(
            () ->
                candidates(PrerequisitesProvider.class).stream()
                    .sorted(Comparator.comparing(PrerequisitesProvider::id))
                    .map(provider -> provider.create(context()))
                    .toList());
  }

  /** The providers whose machines can be made here, in the order in which they are offered. */
  public synchronized Providers providers() {
    Providers found =
        providers.orElseGet(
            () ->
                Providers.of(
                    () ->
                        candidates(ProvisionerProvider.class).stream()
                            .<ProviderSection<?>>flatMap(
                                each -> Broken.guard(each, each::sections).stream())
                            .toList()));
    providers = Optional.of(found);
    return found;
  }

  /**
   * The configuration, if it obeys the rules that documents are judged by and what was stored of it
   * could be read again; left {@code config.invalid} with all findings, or {@code
   * config.unknown_provider} where no section describes its provider.
   */
  public Either<DeployError, EnvironmentConfig> accepted(EnvironmentConfig config) {
    if (providers().know(config.provider())) {
      Decoded judged = ConfigDecoder.check(providers(), config);
      return judged.config().isPresent()
          ? Either.right(config)
          : Either.left(judged.refusal("environment", config.name().value()));
    }
    boolean isGiven = choice.given(Provisioner.class).isPresent();
    if (isGiven && choice.given(EnvironmentStore.class).isPresent()) {
      // Whoever gives both in person answers for what the one can make and the other can keep.
      return Either.right(config);
    }
    if (!isGiven && candidates(ProvisionerProvider.class).isEmpty()) {
      return Either.left(unresolved(List.of(), Provisioner.class, TOFU));
    }
    String id = config.provider().id();
    return Either.left(
        DeployError.because(
                "config.unknown_provider",
                ErrorKind.CONFIGURATION,
                "no adapter here describes provider '"
                    + id
                    + "' with a value of "
                    + config.provider().getClass().getName())
            .putFacts("provider", id)
            .addRemedies(
                Remedy.advice(
                    "add the artifact whose adapter makes machines of this provider, or give its"
                        + " maker to the builder"))
            .build());
  }

  /** The provisioner for a provider. */
  public Provisioner provisioner(ProviderConfig provider) {
    List<ProvisionerProvider> candidates =
        choice.given(Provisioner.class).isPresent() ? List.of() : provisioners(provider.id());
    if (candidates.isEmpty() && choice.given(Provisioner.class).isEmpty()) {
      throw new DeployException(absent(provider));
    }
    return adapter(Provisioner.class, candidates, TOFU, provider.id());
  }

  private List<ProvisionerProvider> provisioners(String provider) {
    List<ProvisionerProvider> fitting =
        candidates(ProvisionerProvider.class).stream()
            .filter(
                candidate ->
                    candidate.sections().stream().anyMatch(each -> each.id().equals(provider)))
            .toList();
    List<ProvisionerProvider> meant =
        fitting.stream()
            .filter(
                each ->
                    choice
                        .preferred(Provisioner.class)
                        .map(each.id()::equals)
                        .orElseGet(() -> choice.uses(each)))
            .toList();
    return meant.isEmpty() ? fitting : meant;
  }

  private static DeployError absent(ProviderConfig provider) {
    return DeployError.because(
            "provider.adapter_missing",
            ErrorKind.PREREQUISITE,
            "no adapter here makes or removes machines of provider '" + provider.id() + "'")
        .putFacts("provider", provider.id())
        .addRemedies(
            Remedy.advice(
                "add the plug-in or the artifact of provider '"
                    + provider.id()
                    + "', then run the same command again"))
        .build();
  }

  /** For each port without exactly one adapter the reason why none can be chosen. */
  public List<DeployError> unresolved() {
    List<DeployError> reasons = new ArrayList<>();
    look(EnvironmentStore.class, EnvironmentStoreProvider.class, LOCAL, reasons);
    look(Workspace.class, WorkspaceProvider.class, LOCAL, reasons);
    look(ConfigReader.class, ConfigReaderProvider.class, LOCAL, reasons);
    look(SshKeyFiles.class, SshKeyFilesProvider.class, LOCAL, reasons);
    look(SecretStore.class, SecretStoreProvider.class, LOCAL, reasons);
    look(ServiceProbe.class, ServiceProbeProvider.class, LOCAL, reasons);
    look(Renderer.class, RendererProvider.class, "deployer-templates", reasons);
    look(MachineAccess.class, MachineAccessProvider.class, SSH, reasons);
    look(StackOperator.class, StackOperatorProvider.class, SSH, reasons);
    look(Configurator.class, ConfiguratorProvider.class, ANSIBLE, reasons);
    if (choice.given(Provisioner.class).isEmpty()
        && candidates(ProvisionerProvider.class).isEmpty()) {
      reasons.add(unresolved(List.of(), Provisioner.class, TOFU));
    }
    return List.copyOf(reasons);
  }

  private <P, V extends AdapterProvider<P>> void look(
      Class<P> port, Class<V> provider, String artifact, List<DeployError> reasons) {
    if (choice.given(port).isEmpty()) {
      List<V> candidates = chosen(port, provider);
      if (candidates.size() != 1) {
        reasons.add(unresolved(candidates, port, artifact));
      }
    }
  }

  /** Those to be used and those that are found, each class once. */
  private <V extends AdapterProvider<?>> List<V> candidates(Class<V> provider) {
    List<V> used = choice.used(provider);
    Set<Class<?>> known = used.stream().map(Object::getClass).collect(Collectors.toSet());
    return Stream.concat(
            used.stream(),
            found(provider).stream().filter(each -> !known.contains(each.getClass())))
        .toList();
  }

  /** Always the same ones: an adapter that is met twice is known to be one. */
  private <V> List<V> found(Class<V> provider) {
    return found
        .computeIfAbsent(
            provider,
            kind ->
                Broken.guard(
                    provider,
                    () ->
                        ServiceLoader.load(provider, loader).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList()))
        .stream()
        .map(provider::cast)
        .toList();
  }

  /** The preferred one; else those to be used, which are meant instead of those that are found. */
  private <P, V extends AdapterProvider<P>> List<V> chosen(Class<P> port, Class<V> provider) {
    List<V> candidates = candidates(provider);
    return choice
        .preferred(port)
        .map(id -> candidates.stream().filter(each -> each.id().equals(id)).toList())
        .orElseGet(
            () -> {
              List<V> used = candidates.stream().filter(choice::uses).toList();
              return used.isEmpty() ? candidates : used.subList(used.size() - 1, used.size());
            });
  }

  private <P, V extends AdapterProvider<P>> P adapter(
      Class<P> port, Class<V> provider, String artifact) {
    return adapter(
        port, choice.given(port).isPresent() ? List.of() : chosen(port, provider), artifact, "");
  }

  private <P, V extends AdapterProvider<P>> P adapter(
      Class<P> port, List<V> candidates, String artifact, String variant) {
    // Not computeIfAbsent: making an adapter may need another one.
    String key = port.getName() + "/" + variant;
    Object known = made.get(key);
    if (known == null) {
      P adapter =
          choice.decorated(
              port, choice.given(port).orElseGet(() -> made(only(candidates, port, artifact))));
      Object earlier = made.putIfAbsent(key, adapter);
      known = earlier == null ? adapter : earlier;
    }
    return port.cast(known);
  }

  private <P> P made(AdapterProvider<P> provider) {
    return Broken.guard(provider, () -> provider.create(context()));
  }

  private AdapterContext context() {
    return ImmutableAdapterContext.builder()
        .workingDirectory(workingDirectory)
        .variables(variables)
        .commands(new LazyCommands(this::commands))
        // Looked for when the first script is run: many adapters run none.
        .shell(
            (machine, credentials, script, lines, operation) ->
                shell().run(machine, credentials, script, lines, operation))
        .clock(clock)
        .providers(providers())
        .artifacts(this::artifacts)
        .templates(templates)
        .build();
  }

  /** What those bring that are used: each is asked for what it needs, no other. */
  private List<ArtifactSource> artifacts(ArtifactPurpose purpose) {
    List<? extends AdapterProvider<?>> makers =
        switch (purpose) {
          case PROVISION ->
              providers().ids().stream()
                  .flatMap(id -> provisioners(id).stream())
                  .distinct()
                  .toList();
          case CONFIGURE -> chosen(Configurator.class, ConfiguratorProvider.class);
          case STACK -> chosen(StackOperator.class, StackOperatorProvider.class);
        };
    return makers.stream()
        .flatMap(maker -> Broken.guard(maker, maker::artifacts).stream())
        .toList();
  }

  private CommandRunner commands() {
    return choice
        .given(CommandRunner.class)
        .orElseGet(
            () ->
                (CommandRunner)
                    made.computeIfAbsent(
                        CommandRunner.class.getName(),
                        key ->
                            only(found(CommandRunnerProvider.class), CommandRunner.class, LOCAL)
                                .create()));
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
                        .map(v -> v.getClass().getName() + " in " + Broken.origin(v.getClass()))
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
}
