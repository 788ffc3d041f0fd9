package com.torrust.deployer.adapters.tofu.internal.hetzner;

import com.fasterxml.jackson.databind.JsonNode;
import com.torrust.deployer.domain.error.NearestNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What can be ordered: server types, locations and images as the API lists them. Immutable. */
final class Offer {

  private static final int FEW = 4;

  /** An architecture or kind of processor is further away than any size. */
  private static final double OTHER_ARCHITECTURE = 100;

  private static final double OTHER_PROCESSOR = 10;

  private final List<JsonNode> types;
  private final List<JsonNode> locations;
  private final List<JsonNode> images;
  private final Instant now;

  Offer(List<JsonNode> types, List<JsonNode> locations, List<JsonNode> images, Instant now) {
    this.types = List.copyOf(types);
    this.locations = List.copyOf(locations);
    this.images = List.copyOf(images);
    this.now = now;
  }

  Optional<JsonNode> type(String name) {
    return types.stream().filter(type -> name(type).equals(name)).findFirst();
  }

  boolean hasLocation(String name) {
    return locations.stream().anyMatch(location -> name(location).equals(name));
  }

  /** Whether there is an image of that name for an architecture. */
  boolean hasImage(String name, String architecture) {
    return imagesFor(architecture).anyMatch(image -> name(image).equals(name));
  }

  private Stream<JsonNode> imagesFor(String architecture) {
    return images.stream()
        .filter(image -> image.path("architecture").asText(architecture).equals(architecture));
  }

  /** Whether a type is sold there at all, in stock or not. */
  boolean isSold(JsonNode type, String location) {
    return there(type, location).isPresent()
        || StreamSupport.stream(type.path("prices").spliterator(), false)
            .anyMatch(price -> price.path("location").asText("").equals(location));
  }

  /**
   * Whether a type is in stock there. The API says so only of late, so that silence counts as yes.
   */
  boolean isInStock(JsonNode type, String location) {
    return there(type, location).map(entry -> entry.path("available").asBoolean(true)).orElse(true);
  }

  /** Whether a type can no longer be ordered there. */
  boolean isRetired(JsonNode type, String location) {
    return Stream.of(Optional.of(type), there(type, location))
        .flatMap(Optional::stream)
        .map(entry -> instant(entry.path("deprecation").path("unavailable_after")))
        .flatMap(Optional::stream)
        .anyMatch(when -> when.isBefore(now));
  }

  private static Optional<JsonNode> there(JsonNode type, String location) {
    return StreamSupport.stream(type.path("locations").spliterator(), false)
        .filter(entry -> name(entry).equals(location))
        .findFirst();
  }

  private static Optional<Instant> instant(JsonNode node) {
    try {
      return node.isTextual()
          ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
          : Optional.empty();
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private boolean canBeHad(JsonNode type, String location) {
    return isSold(type, location) && isInStock(type, location) && !isRetired(type, location);
  }

  /** Where a type can be had. */
  List<String> locationsOf(JsonNode type) {
    return names(locations.stream().filter(location -> canBeHad(type, name(location))));
  }

  /**
   * The few types of which one was probably meant, or that come nearest in size, among those that
   * can be had there.
   */
  List<String> typesNear(String wanted, String location) {
    List<JsonNode> candidates =
        types.stream()
            .filter(type -> !name(type).equals(wanted))
            .filter(type -> !hasLocation(location) || canBeHad(type, location))
            .toList();
    return type(wanted)
        .map(
            known ->
                candidates.stream()
                    .sorted(Comparator.comparingDouble(other -> difference(known, other)))
                    .map(Offer::name)
                    .limit(FEW)
                    .toList())
        .orElseGet(() -> near(wanted, names(candidates.stream())));
  }

  /** The few locations of which one was probably meant. */
  List<String> locationsNear(String wanted) {
    return near(wanted, names(locations.stream()));
  }

  /** The few images for an architecture of which one was probably meant. */
  List<String> imagesNear(String wanted, String architecture) {
    return near(wanted, names(imagesFor(architecture)));
  }

  private static List<String> near(String wanted, List<String> names) {
    List<String> nearest = NearestNames.of(wanted, names);
    return nearest.isEmpty() ? names.stream().limit(FEW).toList() : nearest;
  }

  private static List<String> names(Stream<JsonNode> all) {
    return all.map(Offer::name).filter(name -> !name.isEmpty()).distinct().sorted().toList();
  }

  private static String name(JsonNode node) {
    return node.path("name").asText("");
  }

  private static double difference(JsonNode a, JsonNode b) {
    double kind =
        (same(a, b, "architecture") ? 0 : OTHER_ARCHITECTURE)
            + (same(a, b, "cpu_type") ? 0 : OTHER_PROCESSOR);
    return kind + distance(a, b, "cores") + distance(a, b, "memory") + distance(a, b, "disk");
  }

  private static boolean same(JsonNode a, JsonNode b, String member) {
    return a.path(member).asText("").equals(b.path(member).asText(""));
  }

  /** Twice as much is as far away as half as much. */
  private static double distance(JsonNode a, JsonNode b, String member) {
    return Math.abs(
        Math.log(Math.max(1, a.path(member).asDouble()) / Math.max(1, b.path(member).asDouble())));
  }
}
