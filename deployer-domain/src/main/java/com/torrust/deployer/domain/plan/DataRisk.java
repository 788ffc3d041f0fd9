package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.Component;
import java.util.List;
import java.util.Map;

/**
 * Whether a release may give the tracker's data another form: another tracker migrates its tables
 * when it starts, another database server its files. Pure.
 */
public final class DataRisk {

  private static final List<String> OWNERS =
      List.of(Component.TRACKER.service(), Component.MYSQL.service());

  private DataRisk() {}

  /**
   * Whether the programs that own the data are others.
   *
   * @param present images by service of the release that owns the data now; what is not known of it
   *     counts as the same
   * @param wanted images by service of the release to come
   */
  public static boolean between(Map<String, String> present, Map<String, String> wanted) {
    return OWNERS.stream()
        .filter(present::containsKey)
        .anyMatch(owner -> !present.get(owner).equals(wanted.get(owner)));
  }
}
