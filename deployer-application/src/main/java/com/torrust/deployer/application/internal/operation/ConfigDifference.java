package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.MysqlConfig;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Providers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where two configurations ask for different things. Names members and shows no values. */
final class ConfigDifference {

  private static final String ROOT_PASSWORD = "/tracker/core/database/root_password";

  private final List<String> members = new ArrayList<>();
  private final boolean asksForRootPassword;

  private ConfigDifference(boolean asksForRootPassword) {
    this.asksForRootPassword = asksForRootPassword;
  }

  /**
   * JSON pointers of the members that are not equal; a list counts as one. A password that was
   * drawn because {@code asked} names none asks for nothing.
   */
  static List<String> between(
      Providers providers, EnvironmentConfig stored, EnvironmentConfig asked) {
    boolean drawn =
        asked.tracker().database() instanceof MysqlConfig mysql && mysql.isRootPasswordDrawn();
    ConfigDifference difference = new ConfigDifference(!drawn);
    difference.compare(
        "", ConfigEncoder.encode(providers, stored), ConfigEncoder.encode(providers, asked));
    return List.copyOf(difference.members);
  }

  private void compare(String pointer, ConfigValue one, ConfigValue other) {
    if (one instanceof ObjectValue object && other instanceof ObjectValue counterpart) {
      Set<String> names = new LinkedHashSet<>(names(object));
      names.addAll(names(counterpart));
      names.forEach(
          name -> compare(pointer + "/" + name, object.find(name), counterpart.find(name)));
    } else if (!one.equals(other)) {
      members.add(pointer);
    }
  }

  private void compare(String pointer, Optional<ConfigValue> one, Optional<ConfigValue> other) {
    boolean bothHave = one.isPresent() && other.isPresent();
    if (pointer.equals(ROOT_PASSWORD) && bothHave && !asksForRootPassword) {
      return;
    }
    if (bothHave) {
      compare(pointer, one.get(), other.get());
    } else {
      members.add(pointer);
    }
  }

  private static List<String> names(ObjectValue object) {
    return object.members().stream().map(Member::name).toList();
  }
}
