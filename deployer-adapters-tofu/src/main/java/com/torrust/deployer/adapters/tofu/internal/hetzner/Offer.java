package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Deprecation;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Image;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Location;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.Place;
import com.torrust.deployer.adapters.tofu.internal.hetzner.Answer.ServerType;
import com.torrust.deployer.domain.error.NearestNames;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be ordered: server types, locations and images as the API lists them. Immutable. */
final class Offer {

  private static final int FEW = 4;

  /** An architecture or kind of processor is further away than any size. */
  private static final double OTHER_ARCHITECTURE = 100;

  private static final double OTHER_PROCESSOR = 10;

  private final List<ServerType> types;
  private final List<Location> locations;
  private final List<Image> images;
  private final Instant now;

  Offer(List<ServerType> types, List<Location> locations, List<Image> images, Instant now) {
    this.types = List.copyOf(types);
    this.locations = List.copyOf(locations);
    this.images = List.copyOf(images);
    this.now = now;
  }

  Optional<ServerType> type(String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  boolean hasLocation(String name) {
    return locations.stream().anyMatch(location -> location.name().equals(name));
  }

  /** Whether there is an image of that name for an architecture. */
  boolean hasImage(String name, String architecture) {
    return imagesFor(architecture).anyMatch(image -> image.name().equals(name));
  }

  private Stream<Image> imagesFor(String architecture) {
    return images.stream()
        .filter(image -> image.architecture().orElse(architecture).equals(architecture));
  }

  /** Whether a type is sold there at all, in stock or not. */
  boolean isSold(ServerType type, String location) {
    return there(type, location).isPresent()
        || type.prices().stream().anyMatch(price -> price.location().equals(location));
  }

  /**
   * Whether a type is in stock there. The API says so only of late, so that silence counts as yes.
   */
  boolean isInStock(ServerType type, String location) {
    return there(type, location).flatMap(Place::available).orElse(true);
  }

  /** Whether a type can no longer be ordered there. */
  boolean isRetired(ServerType type, String location) {
    return Stream.of(type.deprecation(), there(type, location).flatMap(Place::deprecation))
        .flatMap(Optional::stream)
        .map(Deprecation::end)
        .flatMap(Optional::stream)
        .anyMatch(when -> when.isBefore(now));
  }

  private static Optional<Place> there(ServerType type, String location) {
    return type.locations().stream().filter(place -> place.name().equals(location)).findFirst();
  }

  private boolean canBeHad(ServerType type, String location) {
    return isSold(type, location) && isInStock(type, location) && !isRetired(type, location);
  }

  /** Where a type can be had. */
  List<String> locationsOf(ServerType type) {
    return names(
        locations.stream().map(Location::name).filter(location -> canBeHad(type, location)));
  }

  /**
   * The few types of which one was probably meant, or that come nearest in size, among those that
   * can be had there.
   */
  List<String> typesNear(String wanted, String location) {
    List<ServerType> candidates =
        types.stream()
            .filter(type -> !type.name().equals(wanted))
            .filter(type -> !hasLocation(location) || canBeHad(type, location))
            .toList();
    return type(wanted)
        .map(
            known ->
                candidates.stream()
                    .sorted(Comparator.comparingDouble(other -> difference(known, other)))
                    .map(ServerType::name)
                    .limit(FEW)
                    .toList())
        .orElseGet(() -> near(wanted, names(candidates.stream().map(ServerType::name))));
  }

  /** The few locations of which one was probably meant. */
  List<String> locationsNear(String wanted) {
    return near(wanted, names(locations.stream().map(Location::name)));
  }

  /** The few images for an architecture of which one was probably meant. */
  List<String> imagesNear(String wanted, String architecture) {
    return near(wanted, names(imagesFor(architecture).map(Image::name)));
  }

  private static List<String> near(String wanted, List<String> names) {
    List<String> nearest = NearestNames.of(wanted, names);
    return nearest.isEmpty() ? names.stream().limit(FEW).toList() : nearest;
  }

  private static List<String> names(Stream<String> all) {
    return all.filter(name -> !name.isEmpty()).distinct().sorted().toList();
  }

  private static double difference(ServerType one, ServerType other) {
    double kind =
        (one.architecture().equals(other.architecture()) ? 0 : OTHER_ARCHITECTURE)
            + (one.cpuType().equals(other.cpuType()) ? 0 : OTHER_PROCESSOR);
    return kind
        + distance(one.cores(), other.cores())
        + distance(one.memory(), other.memory())
        + distance(one.disk(), other.disk());
  }

  /** Twice as much is as far away as half as much. */
  private static double distance(double one, double other) {
    return Math.abs(Math.log(Math.max(1, one) / Math.max(1, other)));
  }
}
