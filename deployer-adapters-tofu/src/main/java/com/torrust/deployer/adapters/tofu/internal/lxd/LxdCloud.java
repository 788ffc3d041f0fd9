package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.cloud.Cloud;
import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Address;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Nic;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Settings;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.State;
import com.torrust.deployer.adapters.tofu.internal.tool.CloudResource;
import com.torrust.deployer.adapters.tofu.internal.tool.Diagnostic;
import com.torrust.deployer.adapters.tofu.internal.tool.InstanceInfo;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.provider.LxdConfig;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** LXD on this computer, for one environment. */
public final class LxdCloud implements Cloud {

  /** How long a first boot may take until it has a host key. */
  private static final Duration FIRST_BOOT = Duration.ofSeconds(90);

  /** How long a machine takes to give itself an IPv6 address, with the proof that nobody has it. */
  private static final Duration AUTOCONFIGURATION = Duration.ofSeconds(10);

  private static final List<String> HOST_KEY_FILES =
      List.of("/etc/ssh/ssh_host_ed25519_key.pub", "/etc/ssh/ssh_host_ecdsa_key.pub");

  static final String INSTANCE = "lxd instance";
  static final String PROFILE = "lxd profile";
  static final String INSTANCE_TYPE = "lxd_instance";
  static final String PROFILE_TYPE = "lxd_profile";
  static final String LABEL_KEY = "user." + Label.KEY;
  static final String NETWORK = "lxdbr0";
  private static final String NAME = "name";
  private static final String DEVICE = "eth0";

  private final LxdApi api;
  private final MachineSpec spec;
  private final LxdConfig config;
  private final Ownership ownership;
  private final Progress progress;
  private final Retries retries;
  private final Duration timeout;

  private LxdCloud(
      LxdApi api,
      MachineSpec spec,
      LxdConfig config,
      Ownership ownership,
      Progress progress,
      Retries retries,
      Duration timeout) {
    this.api = api;
    this.spec = spec;
    this.config = config;
    this.ownership = ownership;
    this.progress = progress;
    this.retries = retries;
    this.timeout = timeout;
  }

  /**
   * LXD as the variables say where it is.
   *
   * @param cancellation ends every wait for an answer
   * @param timeout how long to wait for what LXD is doing
   */
  public static LxdCloud of(
      Map<String, String> variables,
      MachineSpec spec,
      LxdConfig config,
      Ownership ownership,
      Progress progress,
      Cancellation cancellation,
      Retries retries,
      Duration timeout) {
    return new LxdCloud(
        new LxdApi(new LxdSocket(LxdSocket.usual(variables), cancellation)),
        spec,
        config,
        ownership,
        progress,
        retries,
        timeout);
  }

  private String name() {
    return spec.name().value();
  }

  @Override
  public Either<DeployError, Done> check() {
    return new LxdChecks(api, spec, config, ownership).run();
  }

  @Override
  public Either<DeployError, List<CloudResource>> list() {
    return retries.ask(this::labelled).mapLeft(LxdErrors::of);
  }

  private Either<ApiFailure, List<CloudResource>> labelled() {
    return api.instances(this::isOurs)
        .flatMap(instances -> api.profiles().map(profiles -> resources(instances, profiles)));
  }

  private List<CloudResource> resources(List<LxdInstance> instances, List<Settings> profiles) {
    List<CloudResource> all = new ArrayList<>();
    for (LxdInstance instance : instances) {
      all.add(
          new CloudResource(
              found(INSTANCE, instance.name()),
              INSTANCE_TYPE + ".machine",
              instance.name() + ",image=" + config.image(),
              NAME,
              Map.of(NAME, instance.name(), "image", config.image())));
    }
    for (Settings profile : profiles) {
      String name = profile.name();
      if (ownership.covers(profile.config(LABEL_KEY), PROFILE_TYPE, name)) {
        all.add(
            new CloudResource(
                found(PROFILE, name), PROFILE_TYPE + ".machine", name, NAME, Map.of(NAME, name)));
      }
    }
    return all;
  }

  private static FoundResource found(String kind, String name) {
    return new FoundResource(kind, name, name);
  }

  @Override
  public Either<DeployError, List<CloudResource>> settle() {
    return awaitRest()
        .flatMap(rest -> retries.ask(() -> api.instance(name())))
        .mapLeft(LxdErrors::of)
        .flatMap(
            instance ->
                instance.filter(this::isOurs).map(this::makeWhole).orElse(Either.right(Done.DONE)))
        .flatMap(done -> list())
        .map(found -> found.stream().filter(this::isWanted).toList());
  }

  /** Only what has the names of the project can be taken over by it. */
  private boolean isWanted(CloudResource resource) {
    String wanted = resource.found().kind().equals(PROFILE) ? config.profileName().value() : name();
    return resource.found().name().equals(wanted);
  }

  /**
   * A name can pass to somebody else's instance, so that one without label needs its profile too.
   */
  private boolean isOurs(LxdInstance instance) {
    String label = instance.config(LABEL_KEY);
    return ownership.covers(label, INSTANCE_TYPE, instance.name())
        && (!label.isEmpty() || instance.hasProfile(config.profileName().value()));
  }

  /**
   * LXD finishes what it began although nobody waits for it, and refuses everything else meanwhile.
   */
  private Either<ApiFailure, Done> awaitRest() {
    return retries.await(
        "the end of what LXD is doing to '" + name() + "'",
        timeout,
        () ->
            api.atWorkOn(name())
                .map(jobs -> jobs.isEmpty() ? Optional.of(Done.DONE) : Optional.empty()));
  }

  private Either<DeployError, Done> makeWhole(LxdInstance instance) {
    if (instance.isHalfMade()) {
      progress.warn(
          "provision.half_made_removed",
          INSTANCE
              + " '"
              + name()
              + "' was never finished and never ran; it is removed and made again");
      return retries
          .ask(() -> api.deleteInstance(name()))
          .mapLeft(LxdErrors::of)
          .map(this::reported);
    }
    Either<DeployError, Done> running = instance.isRunning() ? Either.right(Done.DONE) : start();
    return running.flatMap(
        done ->
            retries
                .await(
                    "an address of '" + name() + "'", timeout, () -> addresses().map(this::known))
                .map(addresses -> Done.DONE)
                .mapLeft(this::noAddress));
  }

  private Done reported(Done done) {
    progress.resource(INSTANCE + " '" + name() + "'", "deleted");
    return done;
  }

  private Either<DeployError, Done> start() {
    progress.resource(INSTANCE + " '" + name() + "'", "starting");
    return retries.ask(() -> api.start(name())).mapLeft(this::cannotStart);
  }

  private DeployError cannotStart(ApiFailure failure) {
    return DeployError.because(
            "provision.machine_broken",
            ErrorKind.PROVIDER,
            INSTANCE
                + " '"
                + name()
                + "' exists and has run before, but cannot be started: "
                + failure.describe())
        .putFacts("resource", INSTANCE + " " + name())
        .addRemedies(
            Remedy.advice("look at 'lxc info --show-log " + name() + "' and start it by hand"),
            Remedy.run("destroy"))
        .build();
  }

  private DeployError noAddress(ApiFailure failure) {
    return failure instanceof ApiFailure.TooLate
        ? DeployError.because(
                "provision.no_address",
                ErrorKind.TIMEOUT,
                INSTANCE + " '" + name() + "' runs but got no address: " + failure.describe())
            .putFacts("resource", INSTANCE + " " + name())
            .addRemedies(
                Remedy.advice("check that DHCP works on the LXD network '" + NETWORK + "'"),
                Remedy.run("provision"))
            .build()
        : LxdErrors.of(failure);
  }

  /** Global addresses of the machine's one network device, whatever interfaces Docker has added. */
  private record Addresses(Optional<HostAddress> ipv4, Optional<HostAddress> ipv6) {}

  private Optional<Addresses> known(Addresses addresses) {
    return addresses.ipv4().isPresent() ? Optional.of(addresses) : Optional.empty();
  }

  private Either<ApiFailure, Addresses> addresses() {
    return api.instance(name())
        .flatMap(
            instance ->
                api.state(name())
                    .map(
                        state ->
                            addresses(
                                state.map(State::network).orElse(Map.of()),
                                instance.map(each -> each.hardwareAddress(DEVICE)).orElse(""))));
  }

  private static Addresses addresses(Map<String, Nic> network, String hardwareAddress) {
    List<HostAddress> global =
        network.values().stream()
            .filter(nic -> nic.hwaddr().equals(hardwareAddress))
            .flatMap(nic -> nic.addresses().stream())
            .filter(Address::isGlobal)
            .flatMap(address -> HostAddress.parse(address.address()).stream())
            .toList();
    return new Addresses(
        global.stream().filter(address -> !address.isIpv6()).findFirst(),
        global.stream().filter(HostAddress::isIpv6).findFirst());
  }

  @Override
  public Either<DeployError, InstanceInfo> complete(InstanceInfo info) {
    return retries
        .ask(this::addresses)
        .flatMap(this::withIpv6)
        .mapLeft(LxdErrors::of)
        .map(addresses -> info.orElse(addresses.ipv4(), addresses.ipv6()));
  }

  /**
   * A machine finds its IPv6 address by itself, a moment after DHCP gave it the other one. One that
   * does not want any is not waited for any longer than that takes.
   */
  private Either<ApiFailure, Addresses> withIpv6(Addresses addresses) {
    if (addresses.ipv6().isPresent()) {
      return Either.right(addresses);
    }
    return retries
        .ask(() -> api.givesIpv6(NETWORK))
        .flatMap(
            gives ->
                gives
                    ? retries
                        .await(
                            "an IPv6 address of '" + name() + "'",
                            AUTOCONFIGURATION,
                            () -> addresses().map(this::both))
                        .orElse(() -> retries.ask(this::addresses))
                    : Either.right(addresses));
  }

  private Optional<Addresses> both(Addresses addresses) {
    return addresses.ipv6().isPresent() ? Optional.of(addresses) : Optional.empty();
  }

  @Override
  public Either<DeployError, Map<String, String>> variables() {
    return Either.right(Map.of());
  }

  /**
   * LXD reads files of a container itself, and those of a virtual machine through an agent that
   * starts with it. The key is made in the first boot, before the SSH daemon starts.
   */
  @Override
  public Either<DeployError, List<HostKey>> hostKeys() {
    Either<ApiFailure, List<HostKey>> keys =
        retries.await("the host key of '" + name() + "'", FIRST_BOOT, this::keysInFiles);
    if (keys.isLeft() && keys.getLeft() instanceof ApiFailure.Stopped) {
      return Either.left(LxdErrors.of(keys.getLeft()));
    }
    if (keys.isLeft()) {
      progress.warn(
          "ssh.host_key_unproven",
          "LXD did not show the machine's host key ("
              + keys.getLeft().describe()
              + "); the key that answers first is taken for it");
    }
    return Either.right(keys.getOrElse(List.of()));
  }

  private Either<ApiFailure, Optional<List<HostKey>>> keysInFiles() {
    List<HostKey> keys = new ArrayList<>();
    for (String file : HOST_KEY_FILES) {
      Either<ApiFailure, Optional<String>> text = api.file(name(), file);
      if (text.isLeft()) {
        return Either.left(text.getLeft());
      }
      text.get().flatMap(HostKey::parse).ifPresent(keys::add);
    }
    return Either.right(Optional.of(keys).filter(found -> !found.isEmpty()).map(List::copyOf));
  }

  @Override
  public Either<DeployError, Done> delete(CloudResource resource) {
    String name = resource.found().name();
    Either<ApiFailure, Done> deleted =
        resource.found().kind().equals(PROFILE)
            ? retries.ask(() -> api.deleteProfile(name))
            : awaitRest().flatMap(rest -> retries.ask(() -> deleteInstance(name)));
    return deleted.isLeft() && ApiFailure.isNotFound(deleted.getLeft())
        ? Either.right(Done.DONE)
        : deleted.mapLeft(LxdErrors::of);
  }

  private Either<ApiFailure, Done> deleteInstance(String name) {
    return api.instance(name)
        .flatMap(
            instance ->
                instance.isEmpty()
                    ? Either.right(Done.DONE)
                    : (instance.get().isStopped()
                            ? Either.<ApiFailure, Done>right(Done.DONE)
                            : api.stop(name))
                        .flatMap(stopped -> api.deleteInstance(name)));
  }

  @Override
  public boolean isTransient(List<Diagnostic> diagnostics) {
    return diagnostics.stream().anyMatch(diagnostic -> diagnostic.text().contains("busy running"));
  }

  /**
   * The daemon is asked in place of reading prose: if it does not answer us either, that is the
   * reason.
   */
  @Override
  public Optional<DeployError> explain(List<Diagnostic> diagnostics) {
    return api.server()
        .fold(failure -> Optional.of(LxdErrors.of(failure)), server -> Optional.empty());
  }
}
