package com.torrust.deployer.adapters.tofu.internal.lxd;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership;
import com.torrust.deployer.adapters.tofu.internal.lxd.Answer.Server;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.provider.LxdConfig;
import com.torrust.deployer.domain.provider.LxdConfig.InstanceType;
import io.vavr.control.Either;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether LXD can make the machine, asked from the daemon. Changes nothing. */
final class LxdChecks {

  private static final String POOL = "default";

  /**
   * The remotes that the rendered project declares; only their images can be named with a remote.
   */
  private static final Set<String> REMOTES =
      Set.of("ubuntu", "ubuntu-daily", "ubuntu-minimal", "images");

  private static final String LOCAL = "local:";

  private final LxdApi api;
  private final MachineSpec spec;
  private final LxdConfig config;
  private final Ownership ownership;

  LxdChecks(LxdApi api, MachineSpec spec, LxdConfig config, Ownership ownership) {
    this.api = api;
    this.spec = spec;
    this.config = config;
    this.ownership = ownership;
  }

  /** Nothing to say, or the first reason why the machine cannot be made. */
  Either<DeployError, Done> run() {
    return api.server()
        .mapLeft(LxdErrors::of)
        .flatMap(this::canServe)
        .flatMap(done -> hasFoundations())
        .flatMap(done -> hasImage())
        .flatMap(done -> namesAreOurs());
  }

  private Either<DeployError, Done> canServe(Server server) {
    if (!server.trustsUs()) {
      return Either.left(
          LxdErrors.of(new ApiFailure.Denied(api.where(), "LXD does not trust this user")));
    }
    String drivers = server.drivers();
    if (config.instanceType() == InstanceType.VIRTUAL_MACHINE && !drivers.contains("qemu")) {
      return Either.left(
          DeployError.because(
                  "provider.type_unavailable",
                  ErrorKind.PREREQUISITE,
                  "LXD on this computer cannot run virtual machines, only '" + drivers + "'")
              .putFacts("expected", "qemu")
              .putFacts("actual", drivers)
              .addRemedies(
                  new Remedy.EditConfiguration("/provider/instance_type", "container"),
                  Remedy.advice("give LXD access to KVM and vhost_vsock"))
              .build());
    }
    return Either.right(Done.DONE);
  }

  private Either<DeployError, Done> hasFoundations() {
    return api.hasPool(POOL)
        .mapLeft(LxdErrors::of)
        .flatMap(pool -> pool ? Either.right(Done.DONE) : missing("storage pool", POOL))
        .flatMap(done -> api.hasNetwork(LxdCloud.NETWORK).mapLeft(LxdErrors::of))
        .flatMap(
            network -> network ? Either.right(Done.DONE) : missing("network", LxdCloud.NETWORK));
  }

  private static Either<DeployError, Done> missing(String what, String name) {
    return Either.left(
        DeployError.because(
                "provider.not_initialised",
                ErrorKind.PREREQUISITE,
                "LXD has no " + what + " '" + name + "'")
            .putFacts("resource", what + " " + name)
            .addRemedies(Remedy.advice("run 'lxd init' and accept its defaults"))
            .build());
  }

  private Either<DeployError, Done> hasImage() {
    String image = config.image();
    int colon = image.indexOf(':');
    if (colon >= 0 && !image.startsWith(LOCAL)) {
      String remote = image.substring(0, colon);
      return REMOTES.contains(remote)
          ? Either.right(Done.DONE)
          : Either.left(
              noImage("'" + remote + "' is none of the image servers " + sorted(REMOTES)));
    }
    String local = image.substring(colon + 1);
    return api.hasImage(local)
        .flatMap(
            known ->
                known
                    ? Either.right(Optional.<String>empty())
                    : api.imageAliases().map(LxdChecks::offer))
        .mapLeft(LxdErrors::of)
        .flatMap(
            offer -> offer.isEmpty() ? Either.right(Done.DONE) : Either.left(noImage(offer.get())));
  }

  private static Optional<String> offer(List<String> aliases) {
    return Optional.of(
        aliases.isEmpty()
            ? "there is no image with an alias on this LXD"
            : "this LXD has " + sorted(aliases));
  }

  private static String sorted(Collection<String> names) {
    return String.join(", ", names.stream().map(name -> "'" + name + "'").sorted().toList());
  }

  private DeployError noImage(String reason) {
    return DeployError.because(
            "provider.image_missing",
            ErrorKind.CONFIGURATION,
            "LXD image '" + config.image() + "' cannot be had: " + reason)
        .putFacts("actual", config.image())
        .addRemedies(
            new Remedy.EditConfiguration(
                "/provider/image", LxdConfig.DEFAULT_IMAGE + " or an alias from 'lxc image list'"))
        .build();
  }

  private Either<DeployError, Done> namesAreOurs() {
    return api.instance(name())
        .map(found -> found.map(instance -> instance.config(LxdCloud.LABEL_KEY)))
        .mapLeft(LxdErrors::of)
        .flatMap(found -> isOurs(LxdCloud.INSTANCE, LxdCloud.INSTANCE_TYPE, name(), found))
        .flatMap(done -> api.profile(profileName()).mapLeft(LxdErrors::of))
        .map(found -> found.map(profile -> profile.config(LxdCloud.LABEL_KEY)))
        .flatMap(found -> isOurs(LxdCloud.PROFILE, LxdCloud.PROFILE_TYPE, profileName(), found));
  }

  private Either<DeployError, Done> isOurs(
      String kind, String type, String name, Optional<String> label) {
    Optional<String> owner = label.filter(each -> !ownership.covers(each, type, name));
    return owner.isEmpty()
        ? Either.right(Done.DONE)
        : Either.left(nameTaken(kind, name, owner.get()));
  }

  private static DeployError nameTaken(String kind, String name, String owner) {
    String whose = owner.isEmpty() ? "nobody here made it" : "it belongs to '" + owner + "'";
    return DeployError.because(
            "provider.name_taken",
            ErrorKind.PROVIDER,
            kind + " '" + name + "' exists already and " + whose)
        .putFacts("resource", kind + " " + name)
        .putFacts("holder", owner)
        .addRemedies(
            new Remedy.EditConfiguration(
                kind.equals(LxdCloud.PROFILE)
                    ? "/provider/profile_name"
                    : "/environment/instance_name",
                "another name"),
            Remedy.advice("remove or rename it by hand if it is not needed"))
        .build();
  }

  private String name() {
    return spec.name().value();
  }

  private String profileName() {
    return config.profileName().value();
  }
}
