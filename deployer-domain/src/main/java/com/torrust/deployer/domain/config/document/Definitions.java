package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The {@code $defs} of a schema while it is being made, and the idioms that its parts share. Not
 * thread-safe.
 */
final class Definitions {

  /** The keyword that says what a change of a member means; validators pass over it. */
  static final String CHANGE = "x-change";

  private final Map<String, ObjectValue> byName = new TreeMap<>();

  /** Refers to a definition and makes it at the first call. */
  ObjectValue refer(String name, Supplier<ObjectValue> definition) {
    if (!byName.containsKey(name)) {
      byName.put(name, definition.get());
    }
    return ConfigValue.object().with("$ref", "#/$defs/" + name).build();
  }

  ConfigValue all() {
    ObjectBuilder all = ConfigValue.object();
    byName.forEach(all::with);
    return all.build();
  }

  /** The same schema for a value that may also be null. */
  static ObjectValue orNull(ObjectValue schema) {
    Optional<ConfigValue> type = schema.find("type");
    if (schema.find("anyOf").isPresent()
        && schema.find("anyOf").get() instanceof ArrayValue kinds) {
      return ConfigValue.object()
          .with(
              "anyOf",
              ConfigValue.array(Stream.concat(kinds.elements().stream(), Stream.of(type("null")))))
          .build();
    }
    if (type.isEmpty()) {
      return ConfigValue.object()
          .with("anyOf", ConfigValue.array(Stream.of(schema, type("null"))))
          .build();
    }
    ObjectBuilder nullable = ConfigValue.object();
    for (Member member : schema.members()) {
      nullable.with(member.name(), orNull(member));
    }
    return nullable.build();
  }

  private static ConfigValue orNull(Member keyword) {
    return switch (keyword.name()) {
      case "type" -> ConfigValue.array(Stream.of(keyword.value(), ConfigValue.of("null")));
      case "enum" ->
          keyword.value() instanceof ArrayValue words
              ? ConfigValue.array(
                  Stream.concat(words.elements().stream(), Stream.of(ConfigValue.ofNull())))
              : keyword.value();
      default -> keyword.value();
    };
  }

  static ObjectValue described(
      String description,
      Optional<MemberChange> change,
      ObjectValue schema,
      Optional<ConfigValue> byDefault) {
    ObjectBuilder described =
        ConfigValue.object()
            .with("description", description)
            .with(CHANGE, change.map(MemberChange::text).map(ConfigValue::of));
    schema.members().forEach(member -> described.with(member.name(), member.value()));
    return described.with("default", byDefault).build();
  }

  static ObjectValue type(String type) {
    return ConfigValue.object().with("type", type).build();
  }

  /** A schema that is met by objects in which a member meets {@code schema}. */
  static ObjectValue having(String member, ObjectValue schema) {
    return ConfigValue.object()
        .with("required", ConfigValue.array(member))
        .with("properties", ConfigValue.object().with(member, schema).build())
        .build();
  }

  static ObjectValue not(ObjectValue schema) {
    return ConfigValue.object().with("not", schema).build();
  }

  static ObjectValue anyOf(Stream<ObjectValue> schemas) {
    return ConfigValue.object().with("anyOf", ConfigValue.array(schemas)).build();
  }

  static ObjectValue ifThen(ObjectValue condition, ObjectValue consequence) {
    return ConfigValue.object().with("if", condition).with("then", consequence).build();
  }
}
