package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.DomainName;
import com.torrust.deployer.domain.config.EmailAddress;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import io.vavr.control.Either;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code prometheus}, {@code grafana}, {@code https}: what is there only when its section is. */
final class ServiceSections {

  static final Field<PrometheusConfig, Long> SCRAPE_INTERVAL =
      Field.required(
              "scrape_interval_in_secs",
              WholeNumberCodec.count(ConfigRules.SCRAPE_INTERVAL_0),
              PrometheusConfig::scrapeIntervalInSecs,
              "Seconds between two scrapes of the tracker's statistics, usually 15.")
          .withWarnings(List.of(ServiceSections::unusualInterval))
          .withSample(ConfigValue.of(15))
          .withChange(MemberChange.release(Component.PROMETHEUS, Component.GRAFANA));

  static final ObjectCodec<PrometheusConfig> PROMETHEUS =
      ImmutableObjectCodec.of(
          "PrometheusSection",
          "Prometheus as part of the stack, published on the machine's loopback only, port 9090.",
          Assembly.of(SCRAPE_INTERVAL.value(), PrometheusConfig::new));

  static final Field<GrafanaConfig, String> ADMIN_USER =
      Field.required(
              "admin_user",
              GrafanaText.NAME,
              GrafanaConfig::adminUser,
              "Login of the administrator, without ${…}, $__…{…} and %(…)s, which Grafana expands.")
          .withSample(ConfigValue.of("admin"))
          .withChange(MemberChange.release(Component.GRAFANA));

  static final Field<GrafanaConfig, Secret> ADMIN_PASSWORD =
      Field.required(
              "admin_password",
              SecretCodec.of(GrafanaText.SECRET),
              GrafanaConfig::adminPassword,
              "Password of the administrator, without ${…}, $__…{…} and %(…)s, which Grafana"
                  + " expands.")
          .withWarnings(WeakSecrets.warnings("admin"))
          .withSample(ConfigValue.of("admin"))
          .withChange(MemberChange.release(Component.GRAFANA))
          .withRotation(new SecretRotation(Component.GRAFANA, "grafana_admin"));

  static final Field<GrafanaConfig, DomainName> GRAFANA_DOMAIN =
      Listeners.domain(
              GrafanaConfig::domain,
              "Public host name; needed with TLS. Without TLS it is used for the links that Grafana"
                  + " makes.")
          .withChange(MemberChange.release(Component.GRAFANA, Component.CADDY));

  static final Field<GrafanaConfig, Boolean> GRAFANA_TLS =
      Listeners.tls(GrafanaConfig::useTlsProxy, "Grafana")
          .withChange(MemberChange.configure(Component.GRAFANA, Component.CADDY));

  static final ObjectCodec<GrafanaConfig> GRAFANA =
      ImmutableObjectCodec.<GrafanaConfig>of(
              "GrafanaSection",
              "Grafana as part of the stack, with Prometheus as its data source. Without TLS it is"
                  + " published on port 3000.",
              Assembly.of(
                  ADMIN_USER.value(),
                  ADMIN_PASSWORD.value(),
                  GRAFANA_DOMAIN.ifPresent(),
                  GRAFANA_TLS.value(),
                  (user, password, domain, tls) ->
                      new GrafanaConfig(user, password, Listeners.access(domain, tls))))
          .withRetired(Listeners.RETIRED)
          .withRules(
              Listeners.domainForTls(
                  GRAFANA_TLS, GRAFANA_DOMAIN, ConfigRules.GRAFANA_DOMAIN, "Grafana"),
              Listeners.inTheClear(
                  members -> true, GRAFANA_TLS, "Grafana", "its administrator's password"),
              ServiceSections::checkPassword);

  static final Field<HttpsConfig, EmailAddress> ADMIN_EMAIL =
      Field.required(
              "admin_email",
              TextCodec.of(EmailAddress::parse, EmailAddress::value)
                  .withRestorer(text -> Either.right(EmailAddress.restored(text)))
                  .withKeywords(
                      ConfigValue.object()
                          .with("pattern", SchemaPatterns.EMAIL)
                          .with("examples", ConfigValue.array("admin@example.com"))
                          .build()),
              HttpsConfig::adminEmail,
              "Plain email address for the certificate authority, which sends its warnings there."
                  + " It may become public.")
          .withChange(MemberChange.release(Component.CADDY));

  static final Field<HttpsConfig, Boolean> USE_STAGING =
      Field.optional(
              "use_staging",
              BooleanCodec.CODEC,
              HttpsConfig::useStaging,
              "true: certificates of the authority's staging directory, which browsers do not trust"
                  + " but whose limits are far higher. false: real certificates.")
          .withFallback(false)
          .withChange(MemberChange.release(Component.CADDY));

  static final ObjectCodec<HttpsConfig> HTTPS =
      ImmutableObjectCodec.of(
          "HttpsSection",
          "Settings that all services with TLS share. Needed when a service has TLS, refused when"
              + " none has.",
          Assembly.of(ADMIN_EMAIL.value(), USE_STAGING.value(), HttpsConfig::new));

  /** Names of old and planned formats at the top level. */
  static final Map<String, String> RETIRED =
      Map.of(
          "caddy",
          "remove it; for HTTPS add the section https with admin_email, and domain and"
              + " use_tls_proxy to the services");

  private ServiceSections() {}

  private static Optional<Violation> unusualInterval(long seconds) {
    return seconds < 5 || seconds > 300
        ? Optional.of(ConfigRules.SCRAPE_INTERVAL_UNUSUAL.broken(seconds))
        : Optional.empty();
  }

  private static void checkPassword(Members members, DecodeContext context) {
    Optional<Secret> password =
        members.find(ADMIN_PASSWORD).filter(found -> !found.isText("admin"));
    Optional<String> user = members.find(ADMIN_USER);
    if (password.isPresent() && user.filter(password.get()::isText).isPresent()) {
      context.report(members.at(ADMIN_PASSWORD), WeakSecrets.likeUserName());
    }
  }
}
