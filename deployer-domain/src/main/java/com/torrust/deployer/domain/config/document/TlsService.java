package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A service that can have TLS, as far as it is known.
 *
 * @param label for messages
 * @param isOn whether it has TLS; nothing when the switch is not understood
 * @param switchLocation where the switch stands
 * @param domainLocation where the domain stands
 * @param domain the domain, if it is valid
 */
record TlsService(
    String label,
    Optional<Boolean> isOn,
    Location switchLocation,
    Location domainLocation,
    Optional<DomainName> domain) {

  boolean hasTls() {
    return isOn.orElse(false);
  }

  /** In the order of the document; one definition of "TLS is in use" for all rules (X3). */
  static List<TlsService> of(Members document) {
    List<TlsService> services = new ArrayList<>();
    for (Members tracker : document.within(DocumentSection.TRACKER)) {
      int number = 0;
      for (Members http : tracker.within(TrackerSection.HTTP_TRACKERS)) {
        services.add(
            service(
                "HTTP Tracker #" + ++number,
                http,
                HttpTrackerSection.TLS,
                HttpTrackerSection.DOMAIN));
      }
      tracker.within(TrackerSection.HTTP_API).stream()
          .map(api -> service("HTTP API", api, HttpApiSection.TLS, HttpApiSection.DOMAIN))
          .forEach(services::add);
      tracker.within(TrackerSection.HEALTH_CHECK_API).stream()
          .map(
              api ->
                  service(
                      "Health Check API",
                      api,
                      HealthCheckApiSection.TLS,
                      HealthCheckApiSection.DOMAIN))
          .forEach(services::add);
    }
    document.within(DocumentSection.GRAFANA).stream()
        .map(
            grafana ->
                service(
                    "Grafana",
                    grafana,
                    ServiceSections.GRAFANA_TLS,
                    ServiceSections.GRAFANA_DOMAIN))
        .forEach(services::add);
    return services;
  }

  private static TlsService service(
      String label, Members members, Field<?, Boolean> tls, Field<?, DomainName> domain) {
    return new TlsService(
        label, members.find(tls), members.at(tls), members.at(domain), members.find(domain));
  }

  /** Whether nothing is hidden behind a part of the document that is not understood. */
  static boolean areAllKnown(Members document) {
    List<Members> trackers = document.within(DocumentSection.TRACKER);
    boolean isTrackerKnown =
        trackers.size() == 1
            && isArrayKnown(trackers.get(0))
            && trackers.get(0).within(TrackerSection.HTTP_API).size() == 1
            && trackers.get(0).within(TrackerSection.HEALTH_CHECK_API).size() == 1;
    boolean isGrafanaKnown =
        !document.isGiven(DocumentSection.GRAFANA)
            || document.within(DocumentSection.GRAFANA).size() == 1;
    return isTrackerKnown
        && isGrafanaKnown
        && of(document).stream().allMatch(service -> service.isOn.isPresent());
  }

  private static boolean isArrayKnown(Members tracker) {
    return tracker
        .at(TrackerSection.HTTP_TRACKERS)
        .hasElements(tracker.within(TrackerSection.HTTP_TRACKERS).size());
  }
}
