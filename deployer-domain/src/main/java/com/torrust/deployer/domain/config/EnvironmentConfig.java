package com.torrust.deployer.domain.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * Everything a user asks for, valid as a whole: every member obeys its rule and the rules across
 * sections hold. Immutable.
 */
@Value.Immutable
public interface EnvironmentConfig {

  /** Unique name of the environment; names its folders and, unless given, its machine. */
  EnvironmentName name();

  /** Free text about the intent of the environment. */
  Optional<String> description();

  /** The machine's name: the given one, or {@code torrust-tracker-vm-<name>}. */
  InstanceName instanceName();

  /** How the machine is reached. */
  SshCredentials sshCredentials();

  /** Where the machine lives. */
  ProviderConfig provider();

  /** The tracker and its listeners. */
  TrackerConfig tracker();

  /** Present when Prometheus is part of the stack. */
  Optional<PrometheusConfig> prometheus();

  /** Present when Grafana is part of the stack; Prometheus is then present too (R65). */
  Optional<GrafanaConfig> grafana();

  /** Present when certificates are wanted; at least one service then has TLS (R66). */
  Optional<HttpsConfig> https();

  /** Present when backups are taken. */
  Optional<BackupConfig> backup();

  /** Images that replace the pinned ones, by component. */
  Map<Component, ImageReference> images();

  /**
   * Whether the proxy is part of the stack: certificates are configured and a service uses them
   * (X3).
   */
  default boolean hasProxy() {
    return https().isPresent()
        && (tracker().httpTrackers().stream().anyMatch(HttpTracker::useTlsProxy)
            || tracker().httpApi().useTlsProxy()
            || tracker().healthCheckApi().useTlsProxy()
            || grafana().filter(GrafanaConfig::useTlsProxy).isPresent());
  }

  /**
   * Whether the database server is part of the stack: MySQL is chosen and its host is the bundled
   * one.
   */
  default boolean hasBundledMysql() {
    return tracker().database() instanceof MysqlConfig mysql && mysql.isBundled();
  }

  /** The services of the stack, in start order. */
  @Value.Lazy
  default Set<Component> components() {
    Set<Component> components = new LinkedHashSet<>();
    if (hasBundledMysql()) {
      components.add(Component.MYSQL);
    }
    components.add(Component.TRACKER);
    if (prometheus().isPresent()) {
      if (tracker().release().needsStatisticsBridge()) {
        components.add(Component.JSON_EXPORTER);
      }
      if (tracker().release().needsStatisticsBridge() || watchesBackups()) {
        components.add(Component.STATISTICS_PROXY);
      }
      components.add(Component.PROMETHEUS);
    }
    if (grafana().isPresent()) {
      components.add(Component.GRAFANA);
    }
    if (hasProxy()) {
      components.add(Component.CADDY);
    }
    if (backup().isPresent()) {
      components.add(Component.BACKUP);
    }
    backup()
        .flatMap(BackupConfig::repository)
        .ifPresent(repository -> components.add(Component.RESTIC));
    return Collections.unmodifiableSet(components);
  }

  /** Whether Prometheus is told how old the backups are. */
  default boolean watchesBackups() {
    return prometheus().isPresent() && backup().flatMap(BackupConfig::repository).isPresent();
  }

  /** Every secret in the configuration, as it stands there. */
  @Value.Lazy
  default List<Secret> allSecrets() {
    List<Secret> secrets = new ArrayList<>(provider().secrets());
    secrets.add(tracker().httpApi().adminToken());
    if (tracker().database() instanceof MysqlConfig mysql) {
      secrets.add(mysql.password());
      secrets.add(mysql.rootPassword());
    }
    grafana().ifPresent(grafana -> secrets.add(grafana.adminPassword()));
    backup()
        .flatMap(BackupConfig::repository)
        .ifPresent(repository -> secrets.addAll(repository.secrets()));
    return Collections.unmodifiableList(secrets);
  }

  /** Every text of a secret that is known, for the redactor. */
  @Value.Lazy
  default Set<Secret> secrets() {
    return allSecrets().stream()
        .filter(Secret::isResolved)
        .map(secret -> Secret.of(secret.expose()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }

  /** Whether a secret of it is a reference. */
  @Value.Lazy
  default boolean hasReferences() {
    return allSecrets().stream().anyMatch(secret -> secret.reference().isPresent());
  }
}
