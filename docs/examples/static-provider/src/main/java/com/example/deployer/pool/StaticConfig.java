package com.example.deployer.pool;

import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.MemberType;
import com.torrust.deployer.domain.config.document.ProviderMember;
import com.torrust.deployer.domain.config.document.ProviderSection;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A machine from a pool: {@code {"provider": "static", "pool": "/etc/deployer/pool"}}. */
record StaticConfig(String id, String displayName, Set<Secret> secrets, Path pool)
    implements ProviderConfig {

  private static final ProviderMember<StaticConfig, Path> POOL =
      ProviderMember.<StaticConfig, Path>required(
              "pool",
              MemberType.text("^/", StaticConfig::absolute, Path::toString),
              StaticConfig::pool,
              "Absolute path of the pool: a file with the address of one machine on each line.")
          .withSample("/REPLACE_WITH_POOL_FILE");

  static final ProviderSection<StaticConfig> SECTION =
      ProviderSection.of(
          "static",
          "StaticProviderSection",
          "A machine that stands ready in a pool.",
          StaticConfig.class,
          values -> new StaticConfig("static", "Machine pool", Set.of(), values.get(POOL)),
          List.of(POOL));

  private static Either<Violation, Path> absolute(String text) {
    return text.matches("/[^\0]*")
        ? Either.right(Path.of(text))
        : Either.left(
            new Violation(
                "P1", "static.pool_relative", "the path is not absolute", "begin it with /"));
  }
}
