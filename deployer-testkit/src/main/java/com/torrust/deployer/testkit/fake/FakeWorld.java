package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.backup.Backup;
import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.environment.OperationId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.EnvironmentFolders;
import com.torrust.deployer.domain.port.Finalizers;
import com.torrust.deployer.domain.port.ImmutableOperationContext;
import com.torrust.deployer.domain.port.OperationContext;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.port.Timeouts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.spi.AdapterProvider;
import com.torrust.deployer.testkit.data.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything outside of the program: what stands at the provider, the machines, the files. It
 * survives the death of an operation, and it counts what was ever made, so that a second machine is
 * noticed. Thread-safe.
 */
public final class FakeWorld {

  private final FaultPlan faults = FaultPlan.create();
  private final TickingClock clock = new TickingClock();
  private final Map<Label, Map<String, FoundResource>> resources = new LinkedHashMap<>();
  private final Map<HostAddress, FakeHost> hosts = new LinkedHashMap<>();
  private final Map<Label, HostAddress> addresses = new HashMap<>();
  private final Map<EnvironmentName, String> pins = new HashMap<>();
  private final InMemoryEnvironmentStore store = new InMemoryEnvironmentStore(faults);
  private final InMemoryWorkspace workspace = new InMemoryWorkspace(faults);
  private final FakeConfigReader configReader = new FakeConfigReader();
  private final FakeSecretStore secretStore = new FakeSecretStore();
  private Predicate<ReleaseBundle> unhealthy = release -> false;
  private Predicate<ReleaseBundle> migrating = release -> false;
  private final List<Backup> backups = new ArrayList<>();
  private Predicate<BackupId> unwell = backup -> false;
  private int instancesMade;
  private int hostsBooted;

  private FakeWorld() {}

  /** A world in which nothing exists. */
  public static FakeWorld create() {
    return new FakeWorld();
  }

  /**
   * Releases whose services never get healthy, wherever they are started: what a broken image does.
   * Stays so over restarts.
   */
  public synchronized void neverHealthy(Predicate<ReleaseBundle> releases) {
    unhealthy = releases;
  }

  synchronized boolean isNeverHealthy(ReleaseBundle release) {
    return unhealthy.test(release);
  }

  /** Releases that give the data another form when they are started: they add a table to it. */
  public synchronized void migrates(Predicate<ReleaseBundle> releases) {
    migrating = releases;
  }

  synchronized boolean isMigrating(ReleaseBundle release) {
    return migrating.test(release);
  }

  /** What is in the one repository that all hosts save to, the oldest first. */
  public synchronized List<Backup> backups() {
    return List.copyOf(backups);
  }

  /** Puts a backup into the repository. */
  public synchronized void save(Backup backup) {
    backups.add(backup);
  }

  /** With these backups the tracker does not get well. */
  public synchronized void neverWellWith(Predicate<BackupId> damaged) {
    unwell = damaged;
  }

  synchronized boolean isNeverWell(BackupId backup) {
    return unwell.test(backup);
  }

  /** What is to go wrong. */
  public FaultPlan faults() {
    return faults;
  }

  /** The time. */
  public TickingClock clock() {
    return clock;
  }

  /** Keeps environments. */
  public InMemoryEnvironmentStore store() {
    return store;
  }

  /** Keeps files. */
  public InMemoryWorkspace workspace() {
    return workspace;
  }

  /** Reads configurations that a test laid down. */
  public FakeConfigReader configReader() {
    return configReader;
  }

  /** Reads keys that need not exist. */
  public FakeSshKeyFiles sshKeyFiles() {
    return new FakeSshKeyFiles();
  }

  /** Gives the secrets that a test laid down, and keeps generated ones. */
  public FakeSecretStore secretStore() {
    return secretStore;
  }

  /** Renders one file a group. */
  public FakeRenderer renderer() {
    return new FakeRenderer();
  }

  /** Makes and removes machines of this world. */
  public FakeProvisioner provisioner() {
    return new FakeProvisioner(this);
  }

  /** Reaches machines of this world. */
  public FakeMachineAccess machineAccess() {
    return new FakeMachineAccess(this);
  }

  /** Runs scripts for machines of this world. */
  public FakeRemoteShell remoteShell() {
    return new FakeRemoteShell(this);
  }

  /** Configures machines of this world. */
  public FakeConfigurator configurator() {
    return new FakeConfigurator(this);
  }

  /** Installs and starts stacks in this world. */
  public FakeStackOperator stackOperator() {
    return new FakeStackOperator(this);
  }

  /** What this computer needs for this world. */
  public FakePrerequisites prerequisites() {
    return new FakePrerequisites(this);
  }

  /** Asks services of this world. */
  public FakeServiceProbe serviceProbe() {
    return new FakeServiceProbe(this);
  }

  /**
   * A maker of each of these adapters, for the builder of a deployer that works in this world; its
   * machines are those of the standard providers.
   */
  public List<AdapterProvider<?>> adapters() {
    return FakeAdapters.of(this);
  }

  /** Puts up a machine that nobody here made, to be registered. */
  public FakeHost addHost(String address) {
    return addHost(Samples.address(address));
  }

  private synchronized FakeHost addHost(HostAddress address) {
    FakeHost host = new FakeHost(address);
    hosts.put(address, host);
    return host;
  }

  /** The machine at an address, be it the one that it is known by or another one of its own. */
  public synchronized Optional<FakeHost> host(HostAddress address) {
    return Optional.ofNullable(hosts.get(address))
        .or(
            () ->
                hosts.values().stream()
                    .filter(host -> host.facts().network().reachable().contains(address.value()))
                    .findFirst());
  }

  /** Every machine that stands anywhere. */
  public synchronized List<FakeHost> hosts() {
    return List.copyOf(hosts.values());
  }

  /** Everything that stands at the provider, of whatever label. */
  public synchronized List<FoundResource> resources() {
    return resources.values().stream().flatMap(kinds -> kinds.values().stream()).toList();
  }

  /** How many instances were made since the world began, removed ones included. */
  public synchronized int instancesMade() {
    return instancesMade;
  }

  /** The machine at the provider under a label. */
  public synchronized Optional<FakeHost> hostOf(Label label) {
    return Optional.ofNullable(addresses.get(label)).flatMap(this::host);
  }

  /** A context for calling an adapter without an operation around it. */
  public OperationContext context(EnvironmentName environment) {
    return ImmutableOperationContext.builder()
        .environment(environment)
        .operation(new OperationId(OperationKind.DEPLOY.text() + "-1"))
        .progress(new RecordingProgress())
        .cancellation(Cancellation.create())
        .timeouts(Timeouts.standard())
        .folders(folders(environment))
        .secrets(List.<Secret>of())
        .finalizers(new Finalizers())
        .build();
  }

  private static EnvironmentFolders folders(EnvironmentName environment) {
    return InMemoryWorkspace.foldersOf(environment);
  }

  synchronized List<FoundResource> resources(Label label) {
    return new ArrayList<>(resources.getOrDefault(label, Map.of()).values());
  }

  synchronized boolean has(Label label, String kind) {
    return resources.getOrDefault(label, Map.of()).containsKey(kind);
  }

  synchronized void makeInstance(Label label, FoundResource resource) {
    instancesMade++;
    make(label, resource);
  }

  synchronized void make(Label label, FoundResource resource) {
    resources.computeIfAbsent(label, any -> new LinkedHashMap<>()).put(resource.kind(), resource);
  }

  synchronized FakeHost boot(Label label) {
    HostAddress address = Samples.address("192.0.2." + (10 + hostsBooted++ % 240));
    addresses.put(label, address);
    return addHost(address);
  }

  synchronized void remove(Label label, String kind) {
    Map<String, FoundResource> kinds = resources.getOrDefault(label, new LinkedHashMap<>());
    kinds.remove(kind);
    if (kinds.isEmpty()) {
      resources.remove(label);
    }
  }

  synchronized void shutDown(Label label) {
    HostAddress address = addresses.remove(label);
    if (address != null) {
      hosts.remove(address);
    }
  }

  synchronized Optional<String> pin(EnvironmentName environment) {
    return Optional.ofNullable(pins.get(environment));
  }

  synchronized void pin(EnvironmentName environment, String key) {
    pins.put(environment, key);
  }

  synchronized void unpin(EnvironmentName environment) {
    pins.remove(environment);
  }
}
