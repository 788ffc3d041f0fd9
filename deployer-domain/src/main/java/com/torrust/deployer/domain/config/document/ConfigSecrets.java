package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableEnvironmentConfig;
import com.torrust.deployer.domain.config.ImmutableMysqlConfig;
import com.torrust.deployer.domain.config.ImmutableTrackerConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets of a configuration by the members that hold them, as the description of these members
 * finds them. Pure.
 */
public final class ConfigSecrets {

  private ConfigSecrets() {}

  /**
   * Every secret by the JSON pointer of its member, in document order; without those of a provider
   * that is not among {@code providers}.
   */
  public static Map<String, Secret> of(Providers providers, EnvironmentConfig config) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    providers.document().secrets("", config, secrets::put);
    return Collections.unmodifiableMap(secrets);
  }

  /** Where secrets stand in a document as they are, by JSON pointer. */
  public static List<String> plain(Providers providers, EnvironmentConfig config) {
    boolean isDrawn =
        config.tracker().database() instanceof MysqlConfig mysql && mysql.isRootPasswordDrawn();
    return of(providers, config).entrySet().stream()
        .filter(each -> each.getValue().reference().isEmpty())
        .map(Map.Entry::getKey)
        .filter(member -> !isDrawn || !member.endsWith("/" + DatabaseSections.ROOT_PASSWORD.name()))
        .toList();
  }

  /**
   * The configuration with other secrets in the place of its own. Texts that references are
   * resolved to have to obey the rules of their members, as if they stood in the document.
   *
   * @param secrets by the JSON pointer of the member; secrets that are not among them stay as they
   *     are
   * @param byAllRules whether the whole configuration is judged again, as one that is used for the
   *     first time; a stored one obeyed the rules of its time
   * @throws IllegalArgumentException when {@code providers} do not know the provider
   */
  public static Decoded replaced(
      Providers providers,
      EnvironmentConfig config,
      Map<String, Secret> secrets,
      boolean byAllRules) {
    Decoded decoded =
        byAllRules
            ? ConfigDecoder.decode(
                providers, ConfigEncoder.encode(providers, config), DecodeContext.ofValue(secrets))
            : ConfigDecoder.decode(
                providers,
                ConfigEncoder.encodeStored(providers, config),
                DecodeContext.ofStored(secrets));
    return new Decoded(
        decoded.findings(), decoded.errors(), decoded.config().map(made -> drawn(config, made)));
  }

  /** No document says that a password was drawn. */
  private static EnvironmentConfig drawn(EnvironmentConfig before, EnvironmentConfig made) {
    return before.tracker().database() instanceof MysqlConfig known
            && known.isRootPasswordDrawn()
            && made.tracker().database() instanceof MysqlConfig mysql
        ? ImmutableEnvironmentConfig.copyOf(made)
            .withTracker(
                ImmutableTrackerConfig.copyOf(made.tracker())
                    .withDatabase(ImmutableMysqlConfig.copyOf(mysql).withIsRootPasswordDrawn(true)))
        : made;
  }
}
