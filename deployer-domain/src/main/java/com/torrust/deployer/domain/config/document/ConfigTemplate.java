package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Documents to begin with: a whole configuration in which some texts are placeholders. */
public final class ConfigTemplate {

  private ConfigTemplate() {}

  /** The template for one of these providers, or nothing when there is no such provider. */
  public static Optional<ConfigValue> forProvider(Providers providers, String provider) {
    return providers.ids().contains(provider)
        ? providers.document().template(provider)
        : Optional.empty();
  }

  /** JSON pointers of the members that still hold a placeholder, in document order. */
  public static List<String> placeholders(ConfigValue document) {
    return placeholders("", document).toList();
  }

  private static Stream<String> placeholders(String pointer, ConfigValue value) {
    if (value instanceof TextValue text) {
      return text.text().contains(TextCodec.PLACEHOLDER) ? Stream.of(pointer) : Stream.empty();
    }
    if (value instanceof ObjectValue object) {
      return object.members().stream()
          .flatMap(member -> placeholders(pointer + "/" + member.name(), member.value()));
    }
    if (value instanceof ArrayValue array) {
      return IntStream.range(0, array.elements().size())
          .boxed()
          .flatMap(index -> placeholders(pointer + "/" + index, array.elements().get(index)));
    }
    return Stream.empty();
  }
}
