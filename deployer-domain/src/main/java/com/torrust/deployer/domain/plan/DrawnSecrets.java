package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;

/** What a configuration did not say and was drawn for it. */
public final class DrawnSecrets {

  private DrawnSecrets() {}

  /**
   * The wanted configuration, with what the stored one has in the place of what was drawn because
   * nothing was asked for.
   */
  public static EnvironmentConfig kept(EnvironmentConfig stored, EnvironmentConfig wanted) {
    boolean drawn =
        wanted.tracker().database() instanceof MysqlConfig asked && asked.isRootPasswordDrawn();
    if (!drawn
        || !(stored.tracker().database() instanceof MysqlConfig known)
        || !(wanted.tracker().database() instanceof MysqlConfig asked)) {
      return wanted;
    }
    return ImmutableEnvironmentConfig.copyOf(wanted)
        .withTracker(
            ImmutableTrackerConfig.copyOf(wanted.tracker())
                .withDatabase(
                    ImmutableMysqlConfig.copyOf(asked).withRootPassword(known.rootPassword())));
  }
}
