package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
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
        (document, context) -> {
          if (document.isGiven(DocumentSection.GRAFANA)
              && !document.isGiven(DocumentSection.PROMETHEUS)) {
            context.report(
                document.at(DocumentSection.GRAFANA),
                ConfigRules.GRAFANA_WITHOUT_PROMETHEUS.broken());
          }
        };
    return check.withSchema(
        Definitions.ifThen(
            present(DocumentSection.GRAFANA.name()), present(DocumentSection.PROMETHEUS.name())));
  }

  /** R66. */
  static SectionRule httpsNeedsService() {
    SectionRule check =
        (document, context) -> {
          if (document.isGiven(DocumentSection.HTTPS)
              && TlsService.areAllKnown(document)
              && TlsService.of(document).stream().noneMatch(TlsService::hasTls)) {
            context.report(
                document.at(DocumentSection.HTTPS), ConfigRules.HTTPS_WITHOUT_SERVICE.broken());
          }
        };
    return check.withSchema(Definitions.ifThen(present(DocumentSection.HTTPS.name()), someTls()));
  }

  /** R67. */
  static SectionRule serviceNeedsHttps() {
    SectionRule check =
        (document, context) -> {
          List<TlsService> services =
              TlsService.of(document).stream().filter(TlsService::hasTls).toList();
          if (!services.isEmpty() && !document.isGiven(DocumentSection.HTTPS)) {
            context.report(
                services.get(0).switchLocation(),
                ConfigRules.SERVICE_WITHOUT_HTTPS.broken(
                    Listing.of(services.stream().map(TlsService::label).toList(), ", ")));
          }
        };
    return check.withSchema(Definitions.ifThen(someTls(), present(DocumentSection.HTTPS.name())));
  }

  /** X16. */
  static void checkDomains(Members document, DecodeContext context) {
    Map<String, TlsService> byDomain = new HashMap<>();
    for (TlsService service : TlsService.of(document)) {
      if (service.hasTls() && service.domain().isPresent()) {
        String domain = service.domain().get().value();
        TlsService first = byDomain.putIfAbsent(domain.toLowerCase(Locale.ROOT), service);
        if (first != null) {
          context.report(
              service.domainLocation(),
              ConfigRules.DOMAIN_CONFLICT.broken(
                  first.label(), service.label(), Excerpt.of(domain)));
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
