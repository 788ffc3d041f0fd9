package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.BooleanValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The section of a stored configuration whose provider no adapter here knows. It is kept as it
 * stands, so that an environment outlives the absence of a plug-in undamaged.
 *
 * @param id text of the selector
 * @param section the whole section, the selector included
 */
public record AbsentProvider(String id, ObjectValue section) implements ProviderConfig {

  /** Shorter texts say little, and hiding them would make messages unreadable. */
  private static final int SHORTEST_SECRET = 8;

  /** Forgets where the section stood: in the next file it stands elsewhere. */
  public AbsentProvider {
    section = unplaced(section);
  }

  @Override
  public String displayName() {
    return id + " (no adapter here)";
  }

  /** Which texts are secrets only the adapter knows: all that could be are taken for secrets. */
  @Override
  public Set<Secret> secrets() {
    return texts(section)
        .filter(text -> text.length() >= SHORTEST_SECRET && !text.equals(id))
        .map(Secret::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<String> texts(ConfigValue value) {
    if (value instanceof TextValue text) {
      return Stream.of(text.text());
    }
    if (value instanceof ObjectValue object) {
      return object.members().stream().flatMap(member -> texts(member.value()));
    }
    return value instanceof ArrayValue array
        ? array.elements().stream().flatMap(AbsentProvider::texts)
        : Stream.empty();
  }

  private static ObjectValue unplaced(ObjectValue object) {
    List<Member> members =
        object.members().stream()
            .map(member -> new Member(member.name(), unplaced(member.value()), Optional.empty()))
            .toList();
    return new ObjectValue(members, Optional.empty());
  }

  private static ConfigValue unplaced(ConfigValue value) {
    if (value instanceof ObjectValue object) {
      return unplaced(object);
    }
    if (value instanceof ArrayValue array) {
      return ConfigValue.array(array.elements().stream().map(AbsentProvider::unplaced));
    }
    if (value instanceof TextValue text) {
      return ConfigValue.of(text.text());
    }
    if (value instanceof NumberValue number) {
      return new NumberValue(number.literal(), Optional.empty());
    }
    return value instanceof BooleanValue truth
        ? ConfigValue.of(truth.value())
        : ConfigValue.ofNull();
  }
}
