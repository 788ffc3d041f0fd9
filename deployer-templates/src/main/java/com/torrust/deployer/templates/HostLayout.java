package com.torrust.deployer.templates;

import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImageReference;
import com.torrust.deployer.domain.release.Artifact;
import com.torrust.deployer.domain.release.ArtifactGroup;
import com.torrust.deployer.domain.release.Artifacts;
import com.torrust.deployer.domain.release.HostDirectory;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.HostOwner;
import com.torrust.deployer.domain.release.ImmutableReleaseBundle;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where every file of the stack stands on the machine, who owns it and who may read it. Root owns
 * everything but the data of the containers: what root reads, executes or writes to stands in
 * folders that no container can write to. The group of a file is the account of its one reader, so
 * that nobody else reads a secret.
 */
final class HostLayout {

  private static final String ROOT = ReleaseBundle.ROOT;
  private static final String STORAGE = ROOT + "/storage";
  private static final HostOwner SUPERUSER = HostOwner.ROOT;
  private static final HostOwner TRACKER = HostOwner.TRACKER;

  /** Prometheus and the exporter run as nobody. */
  private static final int NOBODY = 65534;

  private static final int GRAFANA = 472;

  /** The account of the database server's image. */
  static final int MYSQL = 999;

  private static final HostOwner FOR_NOBODY = HostOwner.id(0, NOBODY);
  private static final HostOwner FOR_TRACKER = HostOwner.ROOT_FOR_TRACKER;

  /**
   * A file of the machine by the artifact it is made from; the reader is the service that has to
   * restart for it.
   */
  private record Place(String path, HostOwner owner, String mode, List<Component> readers) {

    static Place of(String path, HostOwner owner, String mode, Component... readers) {
      return new Place(path, owner, mode, List.of(readers));
    }
  }

  private static final Map<String, Place> PLACES = places();

  private HostLayout() {}

  /**
   * What of the artifacts goes to the machine. Artifacts for this computer, such as those of
   * OpenTofu, are left out.
   */
  static ReleaseBundle bundle(
      EnvironmentConfig config, Artifacts artifacts, Map<Component, ImageReference> images) {
    ImmutableReleaseBundle.Builder bundle =
        ImmutableReleaseBundle.builder().directories(directories(config));
    Map<String, List<String>> mounted = new TreeMap<>();
    Map<String, Place> absent = new LinkedHashMap<>(PLACES);
    for (Artifact artifact : artifacts.files()) {
      Place place = PLACES.get(artifact.path());
      if (place != null) {
        absent.remove(artifact.path());
        bundle.addFiles(new HostFile(place.path(), artifact.text(), place.owner(), place.mode()));
        place.readers().stream()
            .filter(config.components()::contains)
            .forEach(
                reader ->
                    mounted
                        .computeIfAbsent(reader.service(), service -> new ArrayList<>())
                        .add(place.path()));
      } else if (artifact.group().equals(ArtifactGroup.SCRIPTS)) {
        bundle.addFiles(
            new HostFile(
                ROOT + "/bin" + artifact.path().substring(ArtifactGroup.SCRIPTS.folder().length()),
                artifact.text(),
                SUPERUSER,
                artifact.executable() ? "0755" : "0644"));
      }
    }
    bundle.mountedFiles(mounted);
    bundle.definitions(ComposeFile.definitions(config));
    images.forEach((component, image) -> bundle.putImages(component.service(), image.value()));
    absent.values().forEach(place -> bundle.addRetired(place.path()));
    return bundle.build();
  }

  private static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put(
        "docker-compose/docker-compose.yml",
        Place.of(ROOT + "/docker-compose.yml", SUPERUSER, "0640"));
    places.put("docker-compose/.env", Place.of(ROOT + "/.env", SUPERUSER, "0600"));
    places.put(
        "tracker/tracker.toml",
        Place.of(STORAGE + "/tracker/etc/tracker.toml", FOR_TRACKER, "0640", Component.TRACKER));
    places.put(
        "prometheus/prometheus.yml",
        Place.of(
            STORAGE + "/prometheus/etc/prometheus.yml", FOR_NOBODY, "0640", Component.PROMETHEUS));
    places.put(
        BackupAlerts.PATH,
        Place.of(
            STORAGE + "/prometheus/etc/backups.yml", FOR_NOBODY, "0640", Component.PROMETHEUS));
    places.put(
        "prometheus/json-exporter.yml",
        Place.of(
            STORAGE + "/prometheus/exporter/json-exporter.yml",
            FOR_NOBODY,
            "0640",
            Component.JSON_EXPORTER));
    places.put(
        "prometheus/statistics.Caddyfile",
        Place.of(
            STORAGE + "/prometheus/exporter/statistics.Caddyfile",
            FOR_TRACKER,
            "0640",
            Component.STATISTICS_PROXY));
    places.put(
        "prometheus/token",
        Place.of(STORAGE + "/prometheus/etc/token", FOR_NOBODY, "0640", Component.PROMETHEUS));
    String provisioning = "grafana/provisioning/";
    for (String file :
        List.of(
            "datasources/prometheus.yml",
            "dashboards/torrust.yml",
            "dashboards/torrust/stats.json",
            "dashboards/torrust/metrics.json")) {
      places.put(
          provisioning + file,
          Place.of(STORAGE + "/" + provisioning + file, SUPERUSER, "0644", Component.GRAFANA));
    }
    places.put(
        "caddy/Caddyfile",
        Place.of(STORAGE + "/caddy/etc/Caddyfile", SUPERUSER, "0644", Component.CADDY));
    String backup = STORAGE + "/backup/etc/";
    places.put("backup/etc/backup.conf", Place.of(backup + "backup.conf", FOR_TRACKER, "0640"));
    places.put(
        "backup/etc/backup-paths.txt", Place.of(backup + "backup-paths.txt", SUPERUSER, "0644"));
    places.put("backup/etc/backup.sh", Place.of(backup + "backup.sh", SUPERUSER, "0755"));
    places.put("backup/etc/restic.conf", Place.of(backup + "restic.conf", SUPERUSER, "0600"));
    places.put("backup/etc/restic.sh", Place.of(backup + "restic.sh", SUPERUSER, "0755"));
    places.put(
        "backup/etc/environment.json", Place.of(backup + "environment.json", SUPERUSER, "0600"));
    places.put("backup/etc/key", Place.of(backup + "key", SUPERUSER, "0600"));
    places.put("backup/etc/known_hosts", Place.of(backup + "known_hosts", SUPERUSER, "0644"));
    places.put(
        "backup/etc/maintenance-backup.sh",
        Place.of("/usr/local/bin/maintenance-backup.sh", SUPERUSER, "0755"));
    places.put(
        "backup/etc/maintenance-restore.sh",
        Place.of("/usr/local/bin/maintenance-restore.sh", SUPERUSER, "0755"));
    places.put(
        "backup/etc/maintenance-backup.cron",
        Place.of("/etc/cron.d/tracker-backup", SUPERUSER, "0644"));
    places.put(
        "backup/etc/maintenance-backup.logrotate",
        Place.of("/etc/logrotate.d/tracker-backup", SUPERUSER, "0644"));
    return places;
  }

  private static List<HostDirectory> directories(EnvironmentConfig config) {
    Set<Component> components = config.components();
    List<HostDirectory> directories = new ArrayList<>();
    add(directories, SUPERUSER, "0755", ROOT, ROOT + "/bin");
    // Closed, so that no account of the machine gets at what a container leaves in its folder.
    add(directories, SUPERUSER, "0700", STORAGE, STORAGE + "/tracker");
    add(directories, FOR_TRACKER, "0750", STORAGE + "/tracker/etc");
    add(
        directories,
        TRACKER,
        "0750",
        STORAGE + "/tracker/log",
        STORAGE + "/tracker/lib",
        STORAGE + "/tracker/lib/database");
    if (components.contains(Component.MYSQL)) {
      add(directories, SUPERUSER, "0755", STORAGE + "/mysql");
      add(directories, HostOwner.id(MYSQL, MYSQL), "0750", STORAGE + "/mysql/data");
    }
    if (components.contains(Component.PROMETHEUS)) {
      add(directories, SUPERUSER, "0755", STORAGE + "/prometheus", STORAGE + "/prometheus/etc");
      add(directories, HostOwner.id(NOBODY, NOBODY), "0750", STORAGE + "/prometheus/data");
    }
    if (components.contains(Component.STATISTICS_PROXY)) {
      add(directories, SUPERUSER, "0755", STORAGE + "/prometheus/exporter");
    }
    if (config.watchesBackups()) {
      add(directories, SUPERUSER, "0755", STORAGE + "/prometheus/backups");
    }
    if (components.contains(Component.GRAFANA)) {
      String provisioning = STORAGE + "/grafana/provisioning";
      add(
          directories,
          SUPERUSER,
          "0755",
          STORAGE + "/grafana",
          provisioning,
          provisioning + "/datasources",
          provisioning + "/dashboards",
          provisioning + "/dashboards/torrust");
      add(directories, HostOwner.id(GRAFANA, GRAFANA), "0750", STORAGE + "/grafana/data");
    }
    if (components.contains(Component.CADDY)) {
      add(directories, SUPERUSER, "0755", STORAGE + "/caddy", STORAGE + "/caddy/etc");
      add(directories, SUPERUSER, "0700", STORAGE + "/caddy/data", STORAGE + "/caddy/config");
    }
    if (components.contains(Component.BACKUP)) {
      add(
          directories,
          SUPERUSER,
          "0700",
          STORAGE + "/backup",
          STORAGE + "/backup/etc",
          STORAGE + "/backup/mysql",
          STORAGE + "/backup/sqlite",
          STORAGE + "/backup/config");
    }
    return directories;
  }

  private static void add(
      List<HostDirectory> directories, HostOwner owner, String mode, String... paths) {
    for (String path : paths) {
      directories.add(new HostDirectory(path, owner, mode));
    }
  }
}
