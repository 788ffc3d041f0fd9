package com.torrust.deployer.application.internal.operation;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where two configurations ask for different things. Names members and shows no values. */
final class ConfigDifference {

  /** Drawn anew whenever a file that does not name it is read. */
  private static final String ROOT_PASSWORD = "/tracker/core/database/root_password";

  private final List<String> members = new ArrayList<>();

  private ConfigDifference() {}

  /** JSON pointers of the members that are not equal; a list counts as one. */
  static List<String> between(EnvironmentConfig one, EnvironmentConfig other) {
    ConfigDifference difference = new ConfigDifference();
    difference.compare("", ConfigEncoder.encode(one), ConfigEncoder.encode(other));
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
    if (pointer.equals(ROOT_PASSWORD)) {
      return;
    }
    if (one.isPresent() && other.isPresent()) {
      compare(pointer, one.get(), other.get());
    } else {
      members.add(pointer);
    }
  }

  private static List<String> names(ObjectValue object) {
    return object.members().stream().map(Member::name).toList();
  }
}
