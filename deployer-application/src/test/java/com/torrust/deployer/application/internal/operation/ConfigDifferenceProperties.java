package com.torrust.deployer.application.internal.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigEncoder;
import com.torrust.deployer.domain.config.document.ConfigValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.plan.ConfigDifference;
import com.torrust.deployer.testkit.data.Samples;
import com.torrust.deployer.testkit.property.Configurations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever single member is changed, secrets as well, it is named, and nothing else is. */
class ConfigDifferenceProperties {

  private static final Set<String> SEEN = new TreeSet<>();

  @Provide
  Arbitrary<EnvironmentConfig> configurations() {
    return Configurations.valid();
  }

  @Property(tries = 60)
  void everyChangedMemberIsNamed(@ForAll("configurations") EnvironmentConfig config) {
    ConfigValue document = ConfigEncoder.encode(Samples.PROVIDERS, config);
    leaves(
        "",
        document,
        (pointer, leaf) -> {
          if (other(leaf).equals(leaf)) {
            return;
          }
          ConfigValue changed = replaced(document, "", pointer, other(leaf));
          ConfigDecoder.restore(Samples.PROVIDERS, changed)
              .peek(
                  asked -> {
                    SEEN.add(pointer);
                    assertEquals(
                        List.of(pointer),
                        ConfigDifference.between(Samples.PROVIDERS, config, asked));
                  });
        });
    assertEquals(List.of(), ConfigDifference.between(Samples.PROVIDERS, config, config));
  }

  @AfterContainer
  static void everySecretWasChanged() {
    for (String secret :
        List.of(
            "/provider/api_token",
            "/tracker/http_api/admin_token",
            "/tracker/core/database/password",
            "/tracker/core/database/root_password",
            "/grafana/admin_password")) {
      assertTrue(SEEN.contains(secret), () -> secret + " is not among " + SEEN);
    }
    assertTrue(SEEN.size() > 25, SEEN::toString);
  }

  private static void leaves(
      String pointer, ConfigValue value, BiConsumer<String, ConfigValue> each) {
    if (value instanceof ObjectValue object) {
      object
          .members()
          .forEach(member -> leaves(pointer + "/" + member.name(), member.value(), each));
    } else {
      each.accept(pointer, value);
    }
  }

  private static ConfigValue other(ConfigValue leaf) {
    if (leaf instanceof ConfigValue.TextValue text) {
      return ConfigValue.of(text.text() + "1");
    }
    if (leaf instanceof ConfigValue.BooleanValue flag) {
      return ConfigValue.of(!flag.value());
    }
    if (leaf instanceof ConfigValue.ArrayValue list) {
      return ConfigValue.array(list.elements().stream().skip(1));
    }
    return leaf instanceof ConfigValue.NumberValue number
        ? ConfigValue.of(Long.parseLong(number.literal()) + 1)
        : leaf;
  }

  private static ConfigValue replaced(
      ConfigValue at, String pointer, String wanted, ConfigValue by) {
    if (pointer.equals(wanted)) {
      return by;
    }
    if (!(at instanceof ObjectValue object)) {
      return at;
    }
    var copy = ConfigValue.object();
    object
        .members()
        .forEach(
            member ->
                copy.with(
                    member.name(),
                    replaced(member.value(), pointer + "/" + member.name(), wanted, by)));
    return copy.build();
  }
}
