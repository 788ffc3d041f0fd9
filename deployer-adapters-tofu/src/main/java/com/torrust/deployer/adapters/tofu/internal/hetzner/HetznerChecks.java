package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.torrust.deployer.adapters.tofu.internal.cloud.ApiFailure;
import com.torrust.deployer.adapters.tofu.internal.cloud.Ownership;
import com.torrust.deployer.adapters.tofu.internal.cloud.Retries;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Image;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Location;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.ServerType;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Thing;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.MachineSpec;
import com.torrust.deployer.domain.port.Done;
import com.torrust.deployer.domain.provider.HetznerConfig;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whether Hetzner Cloud will make the server. OpenTofu's plan asks nothing of this, so that without
 * these questions a wrong word costs a half-made environment.
 */
final class HetznerChecks {

  private static final int TOKEN_LENGTH = 64;
  private static final String TYPE = "/provider/server_type";
  private static final String LOCATION = "/provider/location";
  private static final String IMAGE = "/provider/image";

  private final HetznerApi api;
  private final Retries retries;
  private final MachineSpec spec;
  private final HetznerConfig config;
  private final Ownership ownership;
  private final Instant now;

  HetznerChecks(
      HetznerApi api,
      Retries retries,
      MachineSpec spec,
      HetznerConfig config,
      Ownership ownership,
      Instant now) {
    this.api = api;
    this.retries = retries;
    this.spec = spec;
    this.config = config;
    this.ownership = ownership;
    this.now = now;
  }

  /** Nothing to say, or the first reason why the machine cannot be made. */
  Either<DeployError, Done> run() {
    return api.usable()
        .mapLeft(HetznerErrors::of)
        .flatMap(done -> tokenHasItsLength())
        .flatMap(done -> offer())
        .flatMap(this::canBeOrdered)
        .flatMap(done -> nameIsOurs(HetznerCloud.Kind.SERVERS, spec.name().value()))
        .flatMap(done -> nameIsOurs(HetznerCloud.Kind.FIREWALLS, HetznerCloud.firewallName(spec)));
  }

  /** The provider plug-in looks at the length too, but only in the middle of a plan. */
  private Either<DeployError, Done> tokenHasItsLength() {
    int length = config.apiToken().expose().length();
    return length == TOKEN_LENGTH
        ? Either.right(Done.DONE)
        : Either.left(
            DeployError.because(
                    "provider.auth",
                    ErrorKind.CONFIGURATION,
                    "the Hetzner API token has " + length + " characters, not " + TOKEN_LENGTH)
                .putFacts("provider", "hetzner")
                .putFacts("expected", Integer.toString(TOKEN_LENGTH))
                .putFacts("actual", Integer.toString(length))
                .addRemedies(
                    new Remedy.EditConfiguration(
                        "/provider/api_token", "the whole token as the console showed it"))
                .build());
  }

  private Either<DeployError, Offer> offer() {
    return list(ServerType.class, "server_types", Map.of())
        .flatMap(
            types ->
                list(Location.class, "locations", Map.of())
                    .flatMap(
                        locations ->
                            list(Image.class, "images", Map.of("type", "system"))
                                .map(images -> new Offer(types, locations, images, now))))
        .mapLeft(HetznerErrors::of);
  }

  private <T> Either<ApiFailure, List<T>> list(
      Class<T> type, String collection, Map<String, String> query) {
    return retries.ask(() -> api.list(type, collection, query));
  }

  private Either<DeployError, Done> canBeOrdered(Offer offer) {
    String wanted = config.serverType();
    String location = config.location();
    if (!offer.hasLocation(location)) {
      return refuse(
          "provider.location_unavailable",
          "there is no location '" + location + "'",
          LOCATION,
          offer.locationsNear(location));
    }
    if (offer.type(wanted).isEmpty()) {
      return refuse(
          "provider.type_unavailable",
          "there is no server type '" + wanted + "'",
          TYPE,
          offer.typesNear(wanted, location));
    }
    ServerType type = offer.type(wanted).get();
    if (!offer.isSold(type, location)) {
      return refuseThere(
          "server type '" + wanted + "' is not offered in '" + location + "'", type, offer);
    }
    if (offer.isRetired(type, location)) {
      return refuse(
          "provider.type_unavailable",
          "server type '" + wanted + "' was retired and can no longer be ordered",
          TYPE,
          offer.typesNear(wanted, location));
    }
    if (!offer.isInStock(type, location)) {
      return refuseThere(
          "server type '" + wanted + "' is sold out in '" + location + "'", type, offer);
    }
    String architecture = type.architecture();
    return offer.hasImage(config.image(), architecture)
        ? Either.right(Done.DONE)
        : noImage(offer, architecture);
  }

  /**
   * A snapshot or an app is no system image; it is asked for by itself, because lists of these can
   * be long.
   */
  private Either<DeployError, Done> noImage(Offer offer, String architecture) {
    return list(Image.class, "images", Map.of("name", config.image(), "architecture", architecture))
        .mapLeft(HetznerErrors::of)
        .flatMap(
            found ->
                found.isEmpty()
                    ? refuse(
                        "provider.image_missing",
                        "there is no image '"
                            + config.image()
                            + "' for architecture '"
                            + architecture
                            + "'",
                        IMAGE,
                        offer.imagesNear(config.image(), architecture))
                    : Either.right(Done.DONE));
  }

  private Either<DeployError, Done> refuseThere(String message, ServerType type, Offer offer) {
    List<String> elsewhere = offer.locationsOf(type);
    ImmutableDeployError.Builder error = refusal("provider.type_unavailable", message);
    if (!elsewhere.isEmpty()) {
      error.addRemedies(new Remedy.EditConfiguration(LOCATION, oneOf(elsewhere)));
    }
    List<String> instead = offer.typesNear(config.serverType(), config.location());
    if (!instead.isEmpty()) {
      error.addRemedies(new Remedy.EditConfiguration(TYPE, oneOf(instead)));
    }
    return Either.left(error.build());
  }

  private Either<DeployError, Done> refuse(
      String code, String message, String pointer, List<String> instead) {
    return Either.left(
        refusal(code, message)
            .addRemedies(new Remedy.EditConfiguration(pointer, oneOf(instead)))
            .build());
  }

  private ImmutableDeployError.Builder refusal(String code, String message) {
    return DeployError.because(code, ErrorKind.CONFIGURATION, "Hetzner Cloud: " + message)
        .putFacts("provider", "hetzner")
        .putFacts("server_type", config.serverType())
        .putFacts("location", config.location())
        .putFacts("image", config.image());
  }

  private static String oneOf(List<String> names) {
    return names.isEmpty()
        ? "another value"
        : "one of " + String.join(", ", names.stream().map(n -> "'" + n + "'").toList());
  }

  private Either<DeployError, Done> nameIsOurs(HetznerCloud.Kind kind, String name) {
    return list(Thing.class, kind.collection(), Map.of("name", name))
        .mapLeft(HetznerErrors::of)
        .flatMap(
            found ->
                found.stream()
                    .map(Thing::label)
                    .filter(owner -> !ownership.covers(owner, kind.type(), name))
                    .findFirst()
                    .<Either<DeployError, Done>>map(
                        owner -> Either.left(nameTaken(kind.text(), name, owner)))
                    .orElseGet(() -> Either.right(Done.DONE)));
  }

  private static DeployError nameTaken(String kind, String name, String owner) {
    return DeployError.because(
            "provider.name_taken",
            ErrorKind.PROVIDER,
            kind
                + " '"
                + name
                + "' exists already and "
                + (owner.isEmpty() ? "was not made by this program" : "belongs to '" + owner + "'"))
        .putFacts("resource", kind + " " + name)
        .putFacts("holder", owner)
        .addRemedies(
            new Remedy.EditConfiguration("/environment/instance_name", "another name"),
            Remedy.advice("remove or rename it in Hetzner's console if it is not needed"))
        .build();
  }
}
