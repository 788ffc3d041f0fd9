package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.backup.BackupId;
import com.torrust.deployer.domain.environment.EnvironmentId;
import com.torrust.deployer.domain.environment.OperationKind;
import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.plan.Drift;
import com.torrust.deployer.domain.port.RemoteShell.Ended;
import com.torrust.deployer.domain.port.RemoteShell.Script;
import com.torrust.deployer.domain.preflight.MachineFacts;
import com.torrust.deployer.domain.release.ReleaseBundle;
import com.torrust.deployer.domain.release.ServiceStatus;
import com.torrust.deployer.domain.service.SecretProof;
import com.torrust.deployer.testkit.data.SampleFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A machine as it stands somewhere: reachable or not, configured or not, with or without a release.
 * Thread-safe.
 */
public final class FakeHost {

  private final HostAddress address;
  private HostKey hostKey;
  private boolean reachable = true;
  private boolean configured;
  private boolean running;
  private List<ServiceStatus> services = List.of();
  private final List<Drift> altered = new ArrayList<>();
  private MachineFacts facts = SampleFacts.suitable();
  private ReleaseId installed;
  private final Map<ReleaseId, ReleaseBundle> kept = new HashMap<>();
  private EnvironmentId owner;
  private final Map<String, Set<String>> accepted = new HashMap<>();
  private boolean forgetsNoSecret;
  private SortedMap<String, Long> data = new TreeMap<>(Map.of("torrents", 0L));
  private final Map<BackupId, SortedMap<String, Long>> copies = new LinkedHashMap<>();
  private BackupId wayBack;
  private ReleaseId wayBackTo;
  private boolean otherStarted;
  private boolean half;
  private BackupId restoring;
  private BiFunction<Script, Consumer<String>, Optional<Ended>> scripts =
      (script, lines) -> Optional.empty();

  FakeHost(HostAddress address) {
    this.address = address;
    this.hostKey = keyOf("first key of " + address);
  }

  /** Where it is. */
  public HostAddress address() {
    return address;
  }

  /** The key it shows at the moment. */
  public synchronized HostKey hostKey() {
    return hostKey;
  }

  /** Shows another key from now on, as a reinstalled or a false machine would. */
  public synchronized void changeHostKey() {
    hostKey = keyOf("another key of " + address);
  }

  /** What a look at it finds. */
  public synchronized MachineFacts facts() {
    return facts;
  }

  /** Gives it a past. */
  public synchronized void facts(MachineFacts found) {
    facts = found;
  }

  /** Takes it off the network or brings it back. */
  public synchronized void reachable(boolean yes) {
    reachable = yes;
  }

  /** Whether SSH gets through. */
  public synchronized boolean isReachable() {
    return reachable;
  }

  /** Whether Docker and firewall are in place. */
  public synchronized boolean isConfigured() {
    return configured;
  }

  /** Whether the stack runs. */
  public synchronized boolean isRunning() {
    return running;
  }

  /** The release that stands there. */
  public synchronized Optional<ReleaseId> installed() {
    return Optional.ofNullable(installed);
  }

  /**
   * Answers scripts in place of a shell; what it gives no answer to is run by {@link
   * FakeRemoteShell} on this computer.
   */
  public synchronized void answersScripts(
      BiFunction<Script, Consumer<String>, Optional<Ended>> answers) {
    scripts = answers;
  }

  Optional<Ended> answer(Script script, Consumer<String> lines) {
    BiFunction<Script, Consumer<String>, Optional<Ended>> answers;
    synchronized (this) {
      answers = scripts;
    }
    return answers.apply(script, lines);
  }

  synchronized void configure() {
    configured = true;
    repair(OperationKind.CONFIGURE);
  }

  /** Changes something behind the deployer's back; the phase that repairs it brings it back. */
  public synchronized void alter(Drift change) {
    altered.add(change);
  }

  /** What is not as it was left. */
  public synchronized List<Drift> altered() {
    return List.copyOf(altered);
  }

  synchronized void repair(OperationKind phase) {
    altered.removeIf(change -> change.repairedBy() == phase);
  }

  /**
   * Whether that environment may install here; the first one, or one that adopts, owns the host.
   */
  synchronized boolean claim(EnvironmentId environment, boolean adopts) {
    boolean free = owner == null || adopts || owner.equals(environment);
    if (free) {
      owner = environment;
    }
    return free;
  }

  /** The archive is unpacked beside the release in use; nothing is switched. */
  synchronized void unpack() {
    half = true;
  }

  /** Whether a release was sent and not switched to. */
  public synchronized boolean hasUnfinishedRelease() {
    return half;
  }

  synchronized void switchTo(ReleaseBundle release) {
    half = false;
    repair(OperationKind.RELEASE);
    installed = release.id();
    kept.put(release.id(), release);
  }

  /** A release that was installed once. */
  synchronized Optional<ReleaseBundle> kept(ReleaseId release) {
    return Optional.ofNullable(kept.get(release));
  }

  /** Keeps no release any more but the one in use, as somebody does who makes room. */
  public synchronized void forgetReleases() {
    kept.keySet().removeIf(release -> !release.equals(installed));
  }

  /** Rows of each table of the tracker's database. */
  public synchronized SortedMap<String, Long> data() {
    return new TreeMap<>(data);
  }

  /** Fills the tracker's database. */
  public synchronized void data(Map<String, Long> rows) {
    data = new TreeMap<>(rows);
  }

  /** Copies of the data that it keeps. */
  public synchronized Map<BackupId, SortedMap<String, Long>> copies() {
    return new LinkedHashMap<>(copies);
  }

  synchronized BackupId copy() {
    BackupId id =
        new BackupId(String.format(Locale.ROOT, "copy-20260101T%06dZ", copies.size() + 1));
    copies.put(id, data());
    return id;
  }

  /** The copy for the way back to a release: a new one, unless another one was started since. */
  synchronized BackupId copyFor(ReleaseId release) {
    if (!release.equals(wayBackTo) || !otherStarted) {
      wayBack = copy();
      wayBackTo = release;
      otherStarted = false;
    }
    return wayBack;
  }

  /** A release is about to start: the data is made fit for it, if it is that of the way back. */
  synchronized void begin(ReleaseId release) {
    if (!release.equals(wayBackTo)) {
      otherStarted = wayBackTo != null;
    } else if (otherStarted && !copies.get(wayBack).keySet().equals(data.keySet())) {
      SortedMap<String, Long> before = copies.get(wayBack);
      copy();
      data = new TreeMap<>(before);
    }
  }

  /** A release was proven: from here on its data is the data. */
  synchronized void forgetWayBack() {
    wayBackTo = null;
    otherStarted = false;
  }

  /** Whether a restore was cut off. */
  synchronized Optional<BackupId> restoring() {
    return Optional.ofNullable(restoring);
  }

  synchronized void beginRestore(BackupId id) {
    restoring = id;
  }

  synchronized void endRestore(SortedMap<String, Long> rows) {
    data = new TreeMap<>(rows);
    restoring = null;
  }

  synchronized void start(List<ServiceStatus> healthy) {
    running = true;
    repair(OperationKind.RUN);
    services = List.copyOf(healthy);
  }

  synchronized void stop() {
    running = false;
    services = List.of();
  }

  /** Lets in whoever knows a former secret as well, as a service does that ignores a change. */
  public synchronized void forgetNoSecret() {
    forgetsNoSecret = true;
  }

  /** These secrets open something from now on, by the names of their trials. */
  synchronized void accept(Map<String, String> secrets) {
    if (!forgetsNoSecret) {
      accepted.clear();
    }
    secrets.forEach(
        (name, value) -> accepted.computeIfAbsent(name, any -> new HashSet<>()).add(value));
  }

  synchronized SecretProof.Answer answer(String secret, String value) {
    return accepted.getOrDefault(secret, Set.of()).contains(value)
        ? SecretProof.Answer.ACCEPTED
        : SecretProof.Answer.REFUSED;
  }

  /** Switches it off: nothing runs and nobody gets through. */
  public synchronized void powerOff() {
    reachable = false;
    stop();
  }

  /** The containers, as they were started or as a test says. */
  public synchronized List<ServiceStatus> services() {
    return services;
  }

  /** Puts a container into another condition. */
  public synchronized void change(ServiceStatus changed) {
    services =
        services.stream()
            .map(service -> service.service().equals(changed.service()) ? changed : service)
            .toList();
  }

  private static HostKey keyOf(String seed) {
    String encoded = Base64.getEncoder().encodeToString(seed.getBytes(StandardCharsets.UTF_8));
    return HostKey.parse("ssh-ed25519 " + encoded).orElseThrow();
  }
}
