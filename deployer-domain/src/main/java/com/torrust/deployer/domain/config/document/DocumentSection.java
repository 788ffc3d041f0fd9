package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.BackupConfig;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.HttpsConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.PrometheusConfig;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.SshCredentials;
import com.torrust.deployer.domain.config.TrackerConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole document. */
final class DocumentSection {

  static final Field<EnvironmentConfig, EnvironmentSection.Identity> ENVIRONMENT =
      Field.required(
          "environment",
          EnvironmentSection.CODEC,
          config ->
              new EnvironmentSection.Identity(
                  config.name(), config.description(), config.instanceName()),
          "Identity of the environment.");

  static final Field<EnvironmentConfig, SshCredentials> SSH_CREDENTIALS =
      Field.required(
          "ssh_credentials",
          SshSection.CODEC,
          EnvironmentConfig::sshCredentials,
          "How the deployer reaches the machine.");

  static final Field<EnvironmentConfig, TrackerConfig> TRACKER =
      Field.required(
          "tracker", TrackerSection.CODEC, EnvironmentConfig::tracker, "The BitTorrent tracker.");

  static final Field<EnvironmentConfig, PrometheusConfig> PROMETHEUS =
      Field.nullable(
              "prometheus",
              ServiceSections.PROMETHEUS,
              EnvironmentConfig::prometheus,
              "Present: Prometheus is part of the stack. Absent or null: it is not.")
          .withChange(
              MemberChange.release(
                  Component.PROMETHEUS,
                  Component.JSON_EXPORTER,
                  Component.STATISTICS_PROXY,
                  Component.TRACKER));

  static final Field<EnvironmentConfig, GrafanaConfig> GRAFANA =
      Field.nullable(
              "grafana",
              ServiceSections.GRAFANA,
              EnvironmentConfig::grafana,
              "Present: Grafana is part of the stack; needs prometheus. Absent or null: it is not.")
          .withChange(
              MemberChange.configure(Component.GRAFANA, Component.PROMETHEUS, Component.CADDY));

  static final Field<EnvironmentConfig, HttpsConfig> HTTPS =
      Field.<EnvironmentConfig, HttpsConfig>nullable(
              "https",
              ServiceSections.HTTPS,
              EnvironmentConfig::https,
              "Present: services with use_tls_proxy get certificates; at least one must have it."
                  + " Absent or null: no service may have it.")
          .withSample(ConfigValue.ofNull())
          .withChange(MemberChange.configure(Component.CADDY));

  static final Field<EnvironmentConfig, BackupConfig> BACKUP =
      Field.nullable(
              "backup",
              BackupSection.CODEC,
              EnvironmentConfig::backup,
              "Present: backups are taken; {} takes the defaults. Absent or null: none are taken.")
          .withChange(MemberChange.release());

  static final Field<EnvironmentConfig, Map<Component, ImageReference>> IMAGES =
      Field.<EnvironmentConfig, Map<Component, ImageReference>>nullable(
              "images",
              ImagesSection.CODEC,
              config -> Optional.of(config.images()).filter(images -> !images.isEmpty()),
              "Container images that replace the pinned ones.")
          .withChange(
              MemberChange.release(
                  Component.TRACKER,
                  Component.MYSQL,
                  Component.PROMETHEUS,
                  Component.JSON_EXPORTER,
                  Component.STATISTICS_PROXY,
                  Component.GRAFANA,
                  Component.CADDY));

  private DocumentSection() {}

  /** The document, with the section of any provider of this shape. */
  static ObjectCodec<EnvironmentConfig> of(Codec<ProviderConfig> providers) {
    Field<EnvironmentConfig, ProviderConfig> provider =
        Field.required(
            "provider", providers, EnvironmentConfig::provider, "Where the machine lives.");
    return ImmutableObjectCodec.<EnvironmentConfig>of(
            "EnvironmentConfig",
            "Configuration of one environment: a machine, a BitTorrent tracker on it, and what"
                + " surrounds the tracker.",
            Assembly.<EnvironmentConfig, ImmutableEnvironmentConfig.Builder>building(
                    ImmutableEnvironmentConfig::builder)
                .with(ENVIRONMENT.value(), DocumentSection::identity)
                .with(SSH_CREDENTIALS.value(), ImmutableEnvironmentConfig.Builder::sshCredentials)
                .with(provider.value(), ImmutableEnvironmentConfig.Builder::provider)
                .with(TRACKER.value(), ImmutableEnvironmentConfig.Builder::tracker)
                .with(PROMETHEUS.ifPresent(), ImmutableEnvironmentConfig.Builder::prometheus)
                .with(GRAFANA.ifPresent(), ImmutableEnvironmentConfig.Builder::grafana)
                .with(HTTPS.ifPresent(), ImmutableEnvironmentConfig.Builder::https)
                .with(BACKUP.ifPresent(), ImmutableEnvironmentConfig.Builder::backup)
                .with(
                    IMAGES.ifPresent(), (config, images) -> config.images(images.orElse(Map.of())))
                .into(ImmutableEnvironmentConfig.Builder::build))
        .withIgnored(Set.of("$schema"))
        .withRetired(ServiceSections.RETIRED)
        .withRules(
            TlsRules.grafanaNeedsPrometheus(),
            TlsRules.httpsNeedsService(),
            TlsRules.serviceNeedsHttps(),
            TlsRules::checkDomains,
            PortRules::check);
  }

  private static ImmutableEnvironmentConfig.Builder identity(
      ImmutableEnvironmentConfig.Builder config, EnvironmentSection.Identity identity) {
    return config
        .name(identity.name())
        .description(identity.description())
        .instanceName(identity.instanceName());
  }
}
