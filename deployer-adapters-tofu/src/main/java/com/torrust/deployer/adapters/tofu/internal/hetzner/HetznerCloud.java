package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.google.common.hash.Hashing;
import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.cloud.Cloud;
import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership;
import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership.Inherited;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Action;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Problem;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Thing;
import com.torrust.deployer.adapters.tofu.internal.tool.CloudResource;
import com.torrust.deployer.adapters.tofu.internal.tool.Diagnostic;
import com.torrust.deployer.adapters.tofu.internal.tool.InstanceInfo;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.event.Progress;
import com.torrust.deployer.domain.machine.HostKey;
import com.torrust.deployer.domain.machine.Label;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Cancellation;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.port.Provisioner.FoundResource;
import com.torrust.deployer.domain.provider.HetznerConfig;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A project at Hetzner Cloud, for one environment. */
public final class HetznerCloud implements Cloud {

  private static final Set<String> ON_ITS_WAY =
      Set.of("initializing", "starting", "stopping", "deleting", "migrating", "rebuilding");
  private static final String ID = "id";
  private static final String OFF = "off";

  /** Collections by kind, in the order in which things can be removed. */
  enum Kind {
    SERVERS("servers", "server", "hetzner server", "hcloud_server", "machine"),
    FIREWALLS("firewalls", "firewall", "hetzner firewall", "hcloud_firewall", "machine"),
    SSH_KEYS("ssh_keys", "ssh_key", "hetzner ssh key", "hcloud_ssh_key", "deployer[0]");

    private final String collection;
    private final String member;
    private final String text;
    private final String type;
    private final String resource;

    Kind(String collection, String member, String text, String type, String resource) {
      this.collection = collection;
      this.member = member;
      this.text = text;
      this.type = type;
      this.resource = resource;
    }

    /** The API's word for all of them. */
    String collection() {
      return collection;
    }

    /** What people call one. */
    String text() {
      return text;
    }

    /** OpenTofu's word for one. */
    String type() {
      return type;
    }

    private String address() {
      return type + "." + resource;
    }

    static Kind of(FoundResource resource) {
      for (Kind kind : values()) {
        if (kind.text.equals(resource.kind())) {
          return kind;
        }
      }
      throw new IllegalArgumentException(resource + " is nothing of Hetzner's");
    }
  }

  private final HetznerApi api;
  private final MachineSpec spec;
  private final HetznerConfig config;
  private final Ownership ownership;
  private final Progress progress;
  private final Retries retries;
  private final Duration timeout;
  private final Instant now;

  private HetznerCloud(
      HetznerApi api,
      MachineSpec spec,
      HetznerConfig config,
      Ownership ownership,
      Progress progress,
      Retries retries,
      Duration timeout,
      Instant now) {
    this.api = api;
    this.spec = spec;
    this.config = config;
    this.ownership = ownership;
    this.progress = progress;
    this.retries = retries;
    this.timeout = timeout;
    this.now = now;
  }

  /**
   * The project of the configured token, at the address that the variables say.
   *
   * @param timeout how long to wait for what is being done to a server
   * @param now decides what has been retired
   */
  public static HetznerCloud of(
      HttpClient http,
      Map<String, String> variables,
      MachineSpec spec,
      HetznerConfig config,
      Ownership ownership,
      Progress progress,
      Cancellation cancellation,
      Retries retries,
      Duration timeout,
      Instant now) {
    return new HetznerCloud(
        new HetznerApi(http, Endpoint.of(variables, config.apiToken()), cancellation),
        spec,
        config,
        ownership,
        progress,
        retries,
        timeout,
        now);
  }

  /** The name that the rendered project gives to the firewall. */
  static String firewallName(MachineSpec spec) {
    return spec.name().value() + "-firewall";
  }

  @Override
  public Either<DeployError, Done> check() {
    return new HetznerChecks(api, retries, spec, config, ownership, now).run();
  }

  @Override
  public Either<DeployError, List<CloudResource>> list() {
    return owned().mapLeft(HetznerErrors::of);
  }

  private Either<ApiFailure, List<CloudResource>> owned() {
    List<CloudResource> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Either<ApiFailure, List<Thing>> found = owned(kind);
      if (found.isLeft()) {
        return Either.left(found.getLeft());
      }
      found.get().forEach(each -> all.add(resource(kind, each)));
    }
    return Either.right(all);
  }

  private Either<ApiFailure, List<Thing>> owned(Kind kind) {
    Map<String, String> ours =
        Map.of("label_selector", Label.KEY + "==" + ownership.label().value());
    Either<ApiFailure, List<Thing>> all =
        retries.ask(() -> api.list(Thing.class, kind.collection, ours)).map(ArrayList::new);
    for (Inherited inherited : ownership.inherited(kind.type)) {
      all =
          all.flatMap(
              known ->
                  retries
                      .ask(
                          () -> api.find(Thing.class, kind.collection, kind.member, inherited.id()))
                      .map(found -> with(known, found.filter(each -> isOurs(kind, each)))));
    }
    return all;
  }

  private static List<Thing> with(List<Thing> known, Optional<Thing> found) {
    List<Thing> both = new ArrayList<>(known);
    found
        .filter(each -> known.stream().noneMatch(other -> other.id().equals(each.id())))
        .ifPresent(both::add);
    return both;
  }

  private boolean isOurs(Kind kind, Thing thing) {
    return ownership.covers(thing.label(), kind.type, thing.name());
  }

  private static CloudResource resource(Kind kind, Thing thing) {
    return new CloudResource(
        new FoundResource(kind.text, thing.name(), thing.id()),
        kind.address(),
        thing.id(),
        ID,
        Map.of(ID, thing.id()));
  }

  @Override
  public Either<DeployError, List<CloudResource>> settle() {
    return owned(Kind.SERVERS)
        .flatMap(this::awaitAll)
        .flatMap(done -> owned())
        .mapLeft(HetznerErrors::of);
  }

  private Either<ApiFailure, Done> awaitAll(List<Thing> servers) {
    Either<ApiFailure, Done> settled = Either.right(Done.DONE);
    for (Thing server : servers) {
      settled = settled.flatMap(done -> awaitRest(server.id())).flatMap(this::makeRun);
    }
    return settled;
  }

  /** The server when nothing is being done to it, or nothing when it is gone. */
  private Either<ApiFailure, Optional<Thing>> awaitRest(String id) {
    return retries.await(
        "the end of what Hetzner Cloud is doing to server " + id,
        timeout,
        () ->
            api.find(Thing.class, Kind.SERVERS.collection, Kind.SERVERS.member, id)
                .map(server -> isBusy(server) ? Optional.empty() : Optional.of(server)));
  }

  private static boolean isBusy(Optional<Thing> server) {
    return server.filter(each -> each.locked() || ON_ITS_WAY.contains(each.status())).isPresent();
  }

  private Either<ApiFailure, Done> makeRun(Optional<Thing> server) {
    if (server.filter(each -> each.status().equals(OFF)).isEmpty()) {
      return Either.right(Done.DONE);
    }
    FoundResource found = resource(Kind.SERVERS, server.get()).found();
    progress.resource(found.toString(), "starting");
    return retries
        .ask(() -> api.act(Kind.SERVERS.collection, found.id(), "poweron"))
        .flatMap(this::awaitAction)
        .flatMap(done -> awaitRest(found.id()))
        .map(rested -> Done.DONE);
  }

  /** What took no time has no action. */
  private Either<ApiFailure, Done> awaitAction(Optional<Action> action) {
    String id = action.map(Action::id).orElse("");
    return id.isEmpty()
        ? Either.right(Done.DONE)
        : retries
            .await(
                "the end of action " + id,
                timeout,
                () -> api.find(Action.class, "actions", "action", id).map(HetznerCloud::ended))
            .flatMap(HetznerCloud::outcome);
  }

  private static Optional<Action> ended(Optional<Action> action) {
    return action.filter(each -> !each.status().equals("running"));
  }

  private static Either<ApiFailure, Done> outcome(Action action) {
    return action.status().equals("success")
        ? Either.right(Done.DONE)
        : Either.left(
            new ApiFailure.JobFailed(
                "action '" + (action.command().isEmpty() ? "?" : action.command()) + "'",
                action.error().orElseGet(Problem::unknown).message()));
  }

  /**
   * No project holds a key twice. A key that somebody else, or another environment, has put there
   * is used as it is and never removed.
   */
  @Override
  public Either<DeployError, Map<String, String>> variables() {
    return fingerprint()
        .map(
            fingerprint ->
                retries
                    .ask(
                        () ->
                            api.list(
                                Thing.class,
                                Kind.SSH_KEYS.collection,
                                Map.of("fingerprint", fingerprint)))
                    .mapLeft(HetznerErrors::of)
                    .map(this::existingKey))
        .orElse(Either.right(Map.of()));
  }

  private Map<String, String> existingKey(List<Thing> keys) {
    return keys.stream()
        .filter(key -> !isOurs(Kind.SSH_KEYS, key))
        .findFirst()
        .map(key -> Map.of("existing_ssh_key", key.id()))
        .orElse(Map.of());
  }

  /**
   * As Hetzner shows it; nothing when the file cannot be read, which has its own error elsewhere.
   */
  @SuppressWarnings("deprecation") // MD5 is what the API compares keys by.
  private Optional<String> fingerprint() {
    try {
      String[] fields =
          Files.readString(spec.sshCredentials().publicKeyPath()).strip().split("\\s+");
      byte[] blob = Base64.getDecoder().decode(fields.length > 1 ? fields[1] : "");
      String hex = Hashing.md5().hashBytes(blob).toString();
      return Optional.of(String.join(":", hex.split("(?<=\\G..)")));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public Either<DeployError, InstanceInfo> complete(InstanceInfo info) {
    return Either.right(info);
  }

  /** Its API shows nothing of what is inside of a server. */
  @Override
  public Either<DeployError, List<HostKey>> hostKeys() {
    return Either.right(List.of());
  }

  @Override
  public Either<DeployError, Done> delete(CloudResource resource) {
    Kind kind = Kind.of(resource.found());
    String id = resource.found().id();
    Either<ApiFailure, Done> deleted =
        (kind == Kind.SERVERS
                ? awaitRest(id)
                : Either.<ApiFailure, Optional<Thing>>right(Optional.empty()))
            .flatMap(rested -> retries.ask(() -> deleted(kind, id)))
            .flatMap(this::awaitAction);
    return deleted.isLeft() && ApiFailure.isNotFound(deleted.getLeft())
        ? Either.right(Done.DONE)
        : deleted.mapLeft(HetznerErrors::of);
  }

  /** A firewall stays in use for a moment after its server is gone; that passes like a conflict. */
  private Either<ApiFailure, Optional<Action>> deleted(Kind kind, String id) {
    return api.delete(kind.collection, id)
        .mapLeft(
            failure ->
                failure instanceof ApiFailure.Refused refused
                        && refused.code().equals("resource_in_use")
                    ? new ApiFailure.Refused(refused.status(), "conflict", refused.message())
                    : failure);
  }

  @Override
  public boolean isTransient(List<Diagnostic> diagnostics) {
    return ApiWords.in(diagnostics).stream().anyMatch(ApiWords::passes)
        || ApiWords.tellOfABrokenConnection(diagnostics);
  }

  /** A word of the API's own decides; without one the API is asked whether it still answers us. */
  @Override
  public Optional<DeployError> explain(List<Diagnostic> diagnostics) {
    Optional<String> word = ApiWords.in(diagnostics).stream().findFirst();
    if (word.isPresent()) {
      return Optional.of(HetznerErrors.refused(word.get(), 0, diagnostics.get(0).text()));
    }
    return api.list(Thing.class, Kind.SERVERS.collection, Map.of("name", spec.name().value()))
        .fold(failure -> Optional.of(HetznerErrors.of(failure)), answered -> Optional.empty());
  }
}
