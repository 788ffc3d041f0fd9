package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.GrafanaConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.release.HostFile;
import com.torrust.deployer.domain.release.ReleaseBundle;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The secrets of a release as the fakes know them: by digests, under the names of their trials. */
final class FakeSecrets {

  static final String FILE = ReleaseBundle.ROOT + "/secrets";

  private FakeSecrets() {}

  static String text(EnvironmentConfig config) {
    Map<String, Secret> secrets = new TreeMap<>();
    secrets.put("api_token", config.tracker().httpApi().adminToken());
    if (config.tracker().database() instanceof MysqlConfig mysql && mysql.isBundled()) {
      secrets.put("database_user", mysql.password());
      secrets.put("database_root", mysql.rootPassword());
    }
    config
        .grafana()
        .map(GrafanaConfig::adminPassword)
        .ifPresent(password -> secrets.put("grafana_admin", password));
    return secrets.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    + " "
                    + Integer.toHexString(each.getValue().expose().hashCode())
                    + "\n")
        .collect(Collectors.joining());
  }

  /** By the name of the trial; a release of another renderer has none. */
  static Map<String, String> of(ReleaseBundle release) {
    return release.files().stream()
        .filter(file -> file.path().equals(FILE))
        .map(HostFile::text)
        .flatMap(String::lines)
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }
}
