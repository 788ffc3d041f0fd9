package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.error.Excerpt;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Rules across sections about optional services and TLS. */
final class TlsRules {

  private TlsRules() {}

  /** R65. */
  static SectionRule grafanaNeedsPrometheus() {
    SectionRule check =
        (document, reading) -> {
          if (document.isGiven(DocumentSection.GRAFANA)
              && !document.isGiven(DocumentSection.PROMETHEUS)) {
            reading.error(
                document.at(DocumentSection.GRAFANA),
                new Violation(
                    "R65",
                    "config.grafana_requires_prometheus",
                    "grafana is configured without prometheus, its only source of data",
                    "add prometheus with scrape_interval_in_secs 15, or remove grafana"));
          }
        };
    return check.withSchema(
        Definitions.ifThen(
            present(DocumentSection.GRAFANA.name()), present(DocumentSection.PROMETHEUS.name())));
  }

  /** R66. */
  static SectionRule httpsNeedsService() {
    SectionRule check =
        (document, reading) -> {
          if (document.isGiven(DocumentSection.HTTPS)
              && TlsService.areAllKnown(document)
              && TlsService.of(document).stream().noneMatch(TlsService::hasTls)) {
            reading.error(
                document.at(DocumentSection.HTTPS),
                new Violation(
                    "R66",
                    "config.https_without_tls_service",
                    "https is configured but no service has use_tls_proxy, so it has no effect",
                    "set use_tls_proxy and domain on a service, or remove https"));
          }
        };
    return check.withSchema(Definitions.ifThen(present(DocumentSection.HTTPS.name()), someTls()));
  }

  /** R67. */
  static SectionRule serviceNeedsHttps() {
    SectionRule check =
        (document, reading) -> {
          List<TlsService> services =
              TlsService.of(document).stream().filter(TlsService::hasTls).toList();
          if (!services.isEmpty() && !document.isGiven(DocumentSection.HTTPS)) {
            reading.error(
                services.get(0).switchPlace(),
                new Violation(
                    "R67",
                    "config.tls_service_without_https",
                    "https is not configured, but these services have use_tls_proxy: "
                        + Listing.of(services.stream().map(TlsService::label).toList(), ", "),
                    "add https with admin_email for the certificate authority, or set use_tls_proxy"
                        + " to false"));
          }
        };
    return check.withSchema(Definitions.ifThen(someTls(), present(DocumentSection.HTTPS.name())));
  }

  /** X16. */
  static void checkDomains(Parts document, Reading reading) {
    Map<String, TlsService> byDomain = new HashMap<>();
    for (TlsService service : TlsService.of(document)) {
      if (service.hasTls() && service.domain().isPresent()) {
        String domain = service.domain().get().value();
        TlsService first = byDomain.putIfAbsent(domain.toLowerCase(Locale.ROOT), service);
        if (first != null) {
          reading.error(
              service.domainPlace(),
              new Violation(
                  "X16",
                  "config.domain_conflict",
                  first.label()
                      + " and "
                      + service.label()
                      + " have the same domain "
                      + Excerpt.of(domain)
                      + "; the proxy tells services apart by it",
                  "give each service with TLS a domain of its own"));
        }
      }
    }
  }

  private static ObjectValue present(String section) {
    return Definitions.having(section, Definitions.type("object"));
  }

  private static ObjectValue someTls() {
    ObjectValue someHttpTracker =
        Definitions.having(
            TrackerSection.HTTP_TRACKERS.name(),
            ConfigValue.object()
                .with("type", "array")
                .with("contains", Listeners.hasTls())
                .build());
    ObjectValue someTrackerService =
        Definitions.anyOf(
            Stream.of(
                someHttpTracker,
                Definitions.having(TrackerSection.HTTP_API.name(), Listeners.hasTls()),
                Definitions.having(TrackerSection.HEALTH_CHECK_API.name(), Listeners.hasTls())));
    ObjectValue grafana =
        Definitions.having(
            DocumentSection.GRAFANA.name(),
            ConfigValue.object()
                .with("type", "object")
                .with("required", ConfigValue.array(Listeners.TLS_SWITCH))
                .with("properties", Listeners.hasTls().find("properties"))
                .build());
    return Definitions.anyOf(
        Stream.of(Definitions.having(DocumentSection.TRACKER.name(), someTrackerService), grafana));
  }
}
