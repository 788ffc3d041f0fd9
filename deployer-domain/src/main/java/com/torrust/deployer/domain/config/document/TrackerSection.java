package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Component;
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
          DatabaseSections.CODEC,
          Core::database,
          "Where torrents, keys and the whitelist are kept.");

  static final Field<Core, Boolean> PRIVATE =
      Field.required(
              "private",
              BooleanCodec.CODEC,
              Core::isPrivate,
              "true: only authorised users may use the tracker, over HTTP; its UDP listeners do not"
                  + " start. false: everybody may.")
          .withSample(ConfigValue.of(false))
          .withChange(MemberChange.release(Component.TRACKER));

  private static final ObjectCodec<Core> CORE_CODEC =
      ImmutableObjectCodec.of(
          "TrackerCoreSection",
          "Settings that all listeners share.",
          Assembly.of(DATABASE.value(), PRIVATE.value(), Core::new));

  static final Field<TrackerConfig, TrackerRelease> RELEASE =
      Field.<TrackerConfig, TrackerRelease>nullable(
              "release",
              TextCodec.oneOf(
                  List.of(TrackerRelease.values()),
                  TrackerRelease::text,
                  text -> ConfigRules.RELEASE_UNKNOWN.broken(Excerpt.of(text), knownReleases())),
              tracker -> Optional.of(tracker.release()),
              "Release of the tracker. develop is an image that moves: what runs tomorrow may not"
                  + " be what runs today.")
          .withFallback(TrackerRelease.V3_0_0)
          .withWarnings(List.of(TrackerSection::movingRelease))
          .withChange(
              MemberChange.release(
                  Component.TRACKER,
                  Component.PROMETHEUS,
                  Component.GRAFANA,
                  Component.JSON_EXPORTER,
                  Component.STATISTICS_PROXY));

  static final Field<TrackerConfig, Core> CORE =
      Field.required(
          "core",
          CORE_CODEC,
          tracker -> new Core(tracker.database(), tracker.isPrivate()),
          "Settings that all listeners share.");

  static final Field<TrackerConfig, List<UdpTracker>> UDP_TRACKERS =
      Field.required(
              "udp_trackers",
              new ListCodec<>(UdpTrackerSection.CODEC),
              TrackerConfig::udpTrackers,
              "Listeners for announces over UDP; an empty array when there are none.")
          .withChange(MemberChange.configure(Component.TRACKER));

  static final Field<TrackerConfig, List<HttpTracker>> HTTP_TRACKERS =
      Field.required(
              "http_trackers",
              new ListCodec<>(HttpTrackerSection.CODEC),
              TrackerConfig::httpTrackers,
              "Listeners for announces over HTTP; an empty array when there are none. Either all of"
                  + " them have TLS or none.")
          .withChange(MemberChange.configure(Component.TRACKER, Component.CADDY));

  static final Field<TrackerConfig, HttpApi> HTTP_API =
      Field.required(
          "http_api", HttpApiSection.CODEC, TrackerConfig::httpApi, "The tracker's REST API.");

  static final Field<TrackerConfig, HealthCheckApi> HEALTH_CHECK_API =
      Field.required(
          "health_check_api",
          HealthCheckApiSection.CODEC,
          TrackerConfig::healthCheckApi,
          "The tracker's health check API.");

  static final ObjectCodec<TrackerConfig> CODEC =
      ImmutableObjectCodec.<TrackerConfig>of(
              "TrackerSection",
              "The BitTorrent tracker.",
              Assembly.<TrackerConfig, ImmutableTrackerConfig.Builder>building(
                      ImmutableTrackerConfig::builder)
                  .with(RELEASE.value(), ImmutableTrackerConfig.Builder::release)
                  .with(
                      CORE.value(),
                      (tracker, core) ->
                          tracker.database(core.database()).isPrivate(core.isPrivate()))
                  .with(UDP_TRACKERS.value(), ImmutableTrackerConfig.Builder::addAllUdpTrackers)
                  .with(HTTP_TRACKERS.value(), ImmutableTrackerConfig.Builder::addAllHttpTrackers)
                  .with(HTTP_API.value(), ImmutableTrackerConfig.Builder::httpApi)
                  .with(HEALTH_CHECK_API.value(), ImmutableTrackerConfig.Builder::healthCheckApi)
                  .into(ImmutableTrackerConfig.Builder::build))
          .withRules(someListener(), allOrNoTls());

  private TrackerSection() {}

  private static String knownReleases() {
    return Arrays.stream(TrackerRelease.values())
        .map(TrackerRelease::text)
        .collect(Collectors.joining("' or '"));
  }

  private static Optional<Violation> movingRelease(TrackerRelease release) {
    return release == TrackerRelease.DEVELOP
        ? Optional.of(ConfigRules.RELEASE_MOVES.broken())
        : Optional.empty();
  }

  /** X9. */
  private static SectionRule someListener() {
    SectionRule check =
        (members, context) -> {
          boolean none =
              members.find(UDP_TRACKERS).filter(List::isEmpty).isPresent()
                  && members.find(HTTP_TRACKERS).filter(List::isEmpty).isPresent();
          if (none) {
            context.report(members.location(), ConfigRules.NO_LISTENER.broken());
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
        (members, context) -> {
          Set<Boolean> switches =
              members.within(HTTP_TRACKERS).stream()
                  .map(tracker -> tracker.find(HttpTrackerSection.TLS))
                  .flatMap(Optional::stream)
                  .collect(Collectors.toSet());
          if (switches.size() > 1) {
            context.report(members.at(HTTP_TRACKERS), ConfigRules.MIXED_TLS.broken());
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
