package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.service.ServiceEndpoints;

/** Where the services of an environment are found. */
final class Endpoints {

  private final ServiceEndpoints endpoints;

  Endpoints(ServiceEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** Adds them to a text. */
  Text addTo(Text text) {
    text.facts("Announce", endpoints.announceUrls());
    endpoints
        .localhostHttpTrackers()
        .forEach(
            local ->
                text.fact(
                    "Internal",
                    local.serviceName() + " on port " + local.port() + ", in its container only"));
    text.fact("API", reach(endpoints.api()));
    text.fact("Health", reach(endpoints.healthCheck()));
    return text.fact("Grafana", endpoints.grafana().map(Endpoints::reach));
  }

  private static String reach(ServiceEndpoints.Access access) {
    return access.url() + (access.localhostOnly() ? " (on the machine only)" : "");
  }

  /** The reference's service information object. */
  Document document() {
    return Document.object()
        .put("udp_trackers", endpoints.udpTrackers())
        .put("https_http_trackers", endpoints.httpsHttpTrackers())
        .put("direct_http_trackers", endpoints.directHttpTrackers())
        .putAll(
            "localhost_http_trackers",
            endpoints.localhostHttpTrackers().stream()
                .map(
                    local ->
                        Document.object()
                            .put("service_name", local.serviceName())
                            .put("port", local.port()))
                .toList())
        .put("api_endpoint", endpoints.api().url())
        .put("api_uses_https", endpoints.api().usesHttps())
        .put("api_is_localhost_only", endpoints.api().localhostOnly())
        .put("health_check_url", endpoints.healthCheck().url())
        .put("health_check_uses_https", endpoints.healthCheck().usesHttps())
        .put("health_check_is_localhost_only", endpoints.healthCheck().localhostOnly())
        .putAll(
            "tls_domains",
            endpoints.sites().stream()
                .map(
                    site ->
                        Document.object()
                            .put("domain", site.site().map(Object::toString))
                            .put("internal_port", site.port()))
                .toList());
  }

  /** The reference's object for Grafana. */
  static Document grafana(ServiceEndpoints.Access access) {
    return Document.object().put("url", access.url()).put("uses_https", access.usesHttps());
  }
}
