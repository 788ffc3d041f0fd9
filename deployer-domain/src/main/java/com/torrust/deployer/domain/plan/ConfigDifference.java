package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigSecrets;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Providers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Where two configurations ask for different things. Names members and shows no values. */
public final class ConfigDifference {

  private final List<String> members = new ArrayList<>();
  private final Map<String, Secret> before;
  private final Map<String, Secret> after;
  private final BiPredicate<Secret, Secret> isSame;

  private ConfigDifference(
      Map<String, Secret> before, Map<String, Secret> after, BiPredicate<Secret, Secret> isSame) {
    this.before = before;
    this.after = after;
    this.isSame = isSame;
  }

  /**
   * JSON pointers of the members that are not equal; a list counts as one. A password that was
   * drawn because {@code asked} names none asks for nothing. Secrets of one reference are equal
   * when their texts are known to be.
   */
  public static List<String> between(
      Providers providers, EnvironmentConfig stored, EnvironmentConfig asked) {
    return between(providers, stored, asked, Secret::equals);
  }

  /**
   * The same for what the members mean: a secret that is had from elsewhere than before and has the
   * same text is no difference.
   */
  public static List<String> ofMeaning(
      Providers providers, EnvironmentConfig stored, EnvironmentConfig asked) {
    return between(providers, stored, asked, Secret::hasSameTextAs);
  }

  private static List<String> between(
      Providers providers,
      EnvironmentConfig stored,
      EnvironmentConfig asked,
      BiPredicate<Secret, Secret> isSame) {
    EnvironmentConfig wanted = DrawnSecrets.kept(stored, asked);
    ConfigDifference difference =
        new ConfigDifference(
            ConfigSecrets.of(providers, stored), ConfigSecrets.of(providers, wanted), isSame);
    difference.compare(
        "", ConfigEncoder.encode(providers, stored), ConfigEncoder.encode(providers, wanted));
    return List.copyOf(difference.members);
  }

  private void compare(String pointer, ConfigValue one, ConfigValue other) {
    if (before.containsKey(pointer) && after.containsKey(pointer)) {
      if (!isSame.test(before.get(pointer), after.get(pointer))) {
        members.add(pointer);
      }
    } else if (one instanceof ObjectValue object && other instanceof ObjectValue counterpart) {
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
