package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.EnvironmentConfig;
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
public final class ConfigDifference {

  private final List<String> members = new ArrayList<>();

  private ConfigDifference() {}

  /**
   * JSON pointers of the members that are not equal; a list counts as one. A password that was
   * drawn because {@code asked} names none asks for nothing.
   */
  public static List<String> between(
      Providers providers, EnvironmentConfig stored, EnvironmentConfig asked) {
    ConfigDifference difference = new ConfigDifference();
    difference.compare(
        "",
        ConfigEncoder.encode(providers, stored),
        ConfigEncoder.encode(providers, DrawnSecrets.kept(stored, asked)));
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
