package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.TlsSite;
import com.torrust.deployer.domain.port.RenderRequest;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The TLS proxy's configuration: one site per host name (artifacts.md 6.6). */
final class CaddyArtifacts implements ArtifactSource {

  private static final Template CADDYFILE =
      Template.rendered(
          "caddy/Caddyfile",
          "Sites of the TLS proxy. Caddy gets and renews their certificates and redirects HTTP to HTTPS by"
              + " itself.",
          "https://caddyserver.com/docs/caddyfile");
  private static final List<TlsSite.Kind> ORDER =
      List.of(
          TlsSite.Kind.HTTP_API,
          TlsSite.Kind.HTTP_TRACKER,
          TlsSite.Kind.HEALTH_CHECK_API,
          TlsSite.Kind.GRAFANA);

  @Override
  public ArtifactGroup group() {
    return ArtifactGroup.CADDY;
  }

  @Override
  public List<Template> templates() {
    return List.of(CADDYFILE);
  }

  @Override
  public List<Artifact> render(RenderRequest request, TemplateEngine engine) {
    if (!request.config().hasProxy()) {
      return List.of();
    }
    return request.config().https().stream()
        .map(https -> values(https, request.config().tlsSites()))
        .map(values -> engine.render(CADDYFILE, CaddyArtifacts.class, values))
        .map(text -> Artifact.plain(group(), CADDYFILE.path(), text))
        .toList();
  }

  private static Map<String, Object> values(HttpsConfig https, List<TlsSite> sites) {
    return Map.of(
        "email", https.adminEmail().value(),
        "staging", https.useStaging(),
        "sites",
            sites.stream()
                .sorted(Comparator.comparingInt(site -> ORDER.indexOf(site.kind())))
                .map(CaddyArtifacts::site)
                .toList());
  }

  private static Map<String, Object> site(TlsSite site) {
    Component service = site.kind() == TlsSite.Kind.GRAFANA ? Component.GRAFANA : Component.TRACKER;
    return Map.of(
        "domain",
        site.domain().value(),
        "upstream",
        service.service() + ":" + site.internalPort(),
        "sets_client_address",
        site.kind() == TlsSite.Kind.HTTP_TRACKER);
  }
}
