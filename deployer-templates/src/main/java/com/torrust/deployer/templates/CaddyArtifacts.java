package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.service.StackService;
import com.torrust.deployer.domain.service.StackService.Kind;
import com.torrust.deployer.domain.spi.ArtifactSource;
import com.torrust.deployer.domain.spi.Template;
import com.torrust.deployer.domain.spi.TemplateRenderer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The TLS proxy's configuration: one site per host name. */
final class CaddyArtifacts implements ArtifactSource {

  private static final ArtifactGroup GROUP = new ArtifactGroup("caddy");
  private static final Template CADDYFILE =
      Template.rendered(
          "caddy/Caddyfile",
          "Sites of the TLS proxy. Caddy gets and renews their certificates and redirects HTTP to"
              + " HTTPS by itself.",
          "https://caddyserver.com/docs/caddyfile");
  private static final List<Kind> ORDER =
      List.of(Kind.HTTP_API, Kind.HTTP_TRACKER, Kind.HEALTH_CHECK_API, Kind.GRAFANA);

  @Override
  public List<Template> templates() {
    return List.of(CADDYFILE);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateRenderer renderer) {
    if (!request.config().hasProxy()) {
      return List.of();
    }
    return request.config().https().stream()
        .map(https -> values(https, request.services().sites()))
        .map(values -> renderer.render(CADDYFILE, values))
        .map(text -> Artifact.plain(GROUP, CADDYFILE.path(), text))
        .toList();
  }

  private static Map<String, Object> values(HttpsConfig https, List<StackService> sites) {
    return Map.of(
        "email", https.adminEmail().value(),
        "staging", https.useStaging(),
        "sites",
            sites.stream()
                .sorted(Comparator.comparingInt(site -> ORDER.indexOf(site.kind())))
                .map(site -> site(https, site))
                .toList());
  }

  private static Map<String, Object> site(HttpsConfig https, StackService site) {
    return Map.of(
        "domain",
        site.site().orElseThrow().value(),
        "upstream",
        site.component().service() + ":" + site.port(),
        "sets_client_address",
        site.kind() == Kind.HTTP_TRACKER,
        "has_real_certificate",
        // A browser that has once been promised HTTPS refuses a certificate that it cannot check.
        !https.useStaging() && !site.site().orElseThrow().value().endsWith(".local"));
  }
}
