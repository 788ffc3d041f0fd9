package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DatabaseConfig;
import com.torrust.deployer.domain.config.HealthCheckApi;
import com.torrust.deployer.domain.config.HttpApi;
import com.torrust.deployer.domain.config.HttpTracker;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.TrackerConfig;
import com.torrust.deployer.domain.config.TrackerRelease;
import com.torrust.deployer.domain.config.UdpTracker;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.error.Excerpt;
import io.vavr.control.Either;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code tracker}: the tracker, its database and its listeners. */
final class TrackerSection {

  /**
   * What {@code tracker.core} says.
   *
   * @param database where the tracker keeps its data
   * @param isPrivate whether only authorised users may use it
   */
  record Core(DatabaseConfig database, boolean isPrivate) {}

  static final Field<Core, DatabaseConfig> DATABASE =
      Field.required(
          "database",
          DatabaseSections.SHAPE,
          Core::database,
          "Where torrents, keys and the whitelist are kept.");

  static final Field<Core, Boolean> PRIVATE =
      Field.required(
              "private",
              Switch.SHAPE,
              Core::isPrivate,
              "true: only authorised users may use the tracker. false: everybody may.")
          .withSample(ConfigValue.of(false));

  private static final Section<Core> CORE_SHAPE =
      ImmutableSection.of(
          "TrackerCoreSection",
          "Settings that all listeners share.",
          parts -> new Core(parts.get(DATABASE), parts.get(PRIVATE)),
          List.of(DATABASE, PRIVATE));

  static final Field<TrackerConfig, TrackerRelease> RELEASE =
      Field.<TrackerConfig, TrackerRelease>nullable(
              "release",
              Text.of(TrackerSection::release, TrackerRelease::text)
                  .withKeywords(
                      Text.words(
                          Arrays.stream(TrackerRelease.values())
                              .map(TrackerRelease::text)
                              .toList())),
              tracker -> Optional.of(tracker.release()),
              "Release of the tracker. develop is an image that moves: what runs tomorrow may not"
                  + " be what runs today.")
          .withFallback(TrackerRelease.V3_0_0)
          .withWarnings(List.of(TrackerSection::movingRelease));

  static final Field<TrackerConfig, Core> CORE =
      Field.required(
          "core",
          CORE_SHAPE,
          tracker -> new Core(tracker.database(), tracker.isPrivate()),
          "Settings that all listeners share.");

  static final Field<TrackerConfig, List<UdpTracker>> UDP_TRACKERS =
      Field.required(
          "udp_trackers",
          new ListOf<>(UdpTrackerSection.SHAPE),
          TrackerConfig::udpTrackers,
          "Listeners for announces over UDP; an empty array when there are none.");

  static final Field<TrackerConfig, List<HttpTracker>> HTTP_TRACKERS =
      Field.required(
          "http_trackers",
          new ListOf<>(HttpTrackerSection.SHAPE),
          TrackerConfig::httpTrackers,
          "Listeners for announces over HTTP; an empty array when there are none. Either all of"
              + " them have TLS or none.");

  static final Field<TrackerConfig, HttpApi> HTTP_API =
      Field.required(
          "http_api", HttpApiSection.SHAPE, TrackerConfig::httpApi, "The tracker's REST API.");

  static final Field<TrackerConfig, HealthCheckApi> HEALTH_CHECK_API =
      Field.required(
          "health_check_api",
          HealthCheckApiSection.SHAPE,
          TrackerConfig::healthCheckApi,
          "The tracker's health check API.");

  static final Section<TrackerConfig> SHAPE =
      ImmutableSection.<TrackerConfig>of(
              "TrackerSection",
              "The BitTorrent tracker.",
              TrackerSection::assemble,
              List.of(RELEASE, CORE, UDP_TRACKERS, HTTP_TRACKERS, HTTP_API, HEALTH_CHECK_API))
          .withRules(someListener(), allOrNoTls());

  private TrackerSection() {}

  private static TrackerConfig assemble(Parts parts) {
    Core core = parts.get(CORE);
    return ImmutableTrackerConfig.builder()
        .release(parts.get(RELEASE))
        .database(core.database())
        .isPrivate(core.isPrivate())
        .udpTrackers(parts.get(UDP_TRACKERS))
        .httpTrackers(parts.get(HTTP_TRACKERS))
        .httpApi(parts.get(HTTP_API))
        .healthCheckApi(parts.get(HEALTH_CHECK_API))
        .build();
  }

  private static Either<Violation, TrackerRelease> release(String text) {
    String known =
        Arrays.stream(TrackerRelease.values())
            .map(TrackerRelease::text)
            .collect(Collectors.joining("' or '"));
    return TrackerRelease.find(text)
        .<Either<Violation, TrackerRelease>>map(Either::right)
        .orElseGet(() -> Either.left(ConfigRules.RELEASE_UNKNOWN.broken(Excerpt.of(text), known)));
  }

  private static Optional<Violation> movingRelease(TrackerRelease release) {
    return release == TrackerRelease.DEVELOP
        ? Optional.of(ConfigRules.RELEASE_MOVES.broken())
        : Optional.empty();
  }

  /** X9. */
  private static SectionRule someListener() {
    SectionRule check =
        (parts, reading) -> {
          boolean none =
              parts.find(UDP_TRACKERS).filter(List::isEmpty).isPresent()
                  && parts.find(HTTP_TRACKERS).filter(List::isEmpty).isPresent();
          if (none) {
            reading.report(parts.place(), ConfigRules.NO_LISTENER.broken());
          }
        };
    ObjectValue filled = ConfigValue.object().with("minItems", 1).build();
    return check.withSchema(
        Definitions.anyOf(
            Stream.of(UDP_TRACKERS, HTTP_TRACKERS)
                .map(field -> Definitions.having(field.name(), filled))));
  }

  /** X8. */
  private static SectionRule allOrNoTls() {
    SectionRule check =
        (parts, reading) -> {
          Set<Boolean> switches =
              parts.within(HTTP_TRACKERS).stream()
                  .map(tracker -> tracker.find(HttpTrackerSection.TLS))
                  .flatMap(Optional::stream)
                  .collect(Collectors.toSet());
          if (switches.size() > 1) {
            reading.report(parts.at(HTTP_TRACKERS), ConfigRules.MIXED_TLS.broken());
          }
        };
    Stream<ObjectValue> uniform =
        Stream.of(Listeners.hasTls(), Definitions.not(Listeners.hasTls()))
            .map(items -> ConfigValue.object().with("items", items).build());
    return check.withSchema(
        ConfigValue.object()
            .with(
                "properties",
                ConfigValue.object().with(HTTP_TRACKERS.name(), Definitions.anyOf(uniform)).build())
            .build());
  }
}
