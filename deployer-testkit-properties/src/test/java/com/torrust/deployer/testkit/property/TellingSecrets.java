package com.torrust.deployer.testkit.property;

import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a mark that stands nowhere else into every secret of a document, so that it is seen wherever
 * it leaks.
 */
final class TellingSecrets {

  static final String MARK = "hunter2-4711";

  private static final Set<String> SECRETS =
      Set.of("api_token", "admin_token", "password", "root_password", "admin_password");

  private TellingSecrets() {}

  static ConfigValue in(ConfigValue document) {
    if (document instanceof ObjectValue object) {
      return new ObjectValue(
          object.members().stream().map(TellingSecrets::in).toList(), Optional.empty());
    }
    return document instanceof ArrayValue array
        ? ConfigValue.array(array.elements().stream().map(TellingSecrets::in))
        : document;
  }

  private static Member in(Member member) {
    ConfigValue value = SECRETS.contains(member.name()) ? ConfigValue.of(MARK) : in(member.value());
    return new Member(member.name(), value, Optional.empty());
  }
}
