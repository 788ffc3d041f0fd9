package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectBuilder;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.NearestNames;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * The description of one closed object.
 *
 * @param <T> what the object becomes
 */
@Value.Immutable
abstract class Section<T> implements Shape<T> {

  private static final ObjectValue FOR_EDITORS =
      ConfigValue.object()
          .with("description", "For editors; the deployer does not read it.")
          .build();

  /** The name of its definition in the schema. */
  @Value.Parameter
  abstract String name();

  /** For the people who write configurations; goes into the schema. */
  @Value.Parameter
  abstract String description();

  /** Makes the value when every member is known. */
  @Value.Parameter
  abstract Function<Parts, T> assembler();

  /** In the order in which they are written. */
  @Value.Parameter
  abstract List<Field<T, ?>> fields();

  /** Across the members. */
  abstract List<SectionRule> rules();

  /** Members that are read by nobody. */
  abstract Set<String> ignored();

  /** Members of old or planned formats, with what to write instead. */
  abstract Map<String, String> retired();

  @Override
  public final Type type() {
    return Type.OBJECT;
  }

  @Override
  public final Piece<T> read(Place place, Reading reading) {
    if (!(place.value() instanceof ObjectValue object)) {
      return wrongType(place, reading);
    }
    if (reading.isStrict()) {
      refuseDuplicates(object, place, reading);
      refuseUnknown(object, place, reading, names(), retired(), ignored());
    }
    Parts parts = new Parts(place);
    fields().forEach(field -> field.read(object, place, parts, reading));
    if (reading.isStrict()) {
      rules().forEach(rule -> rule.check(parts, reading));
    }
    Optional<T> value =
        parts.isComplete() ? Optional.of(assembler().apply(parts)) : Optional.empty();
    return new Piece<>(value, List.of(parts));
  }

  /** The members that may stand here, in their order. */
  @Value.Derived
  Set<String> names() {
    return fields().stream()
        .map(Field::name)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }

  static void refuseDuplicates(ObjectValue object, Place place, Reading reading) {
    Set<String> seen = new HashSet<>();
    List<Member> members = object.members();
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      if (!seen.add(member.name())) {
        reading.report(
            place.name(member, index),
            ConfigRules.MEMBER_TWICE.broken(Excerpt.of(member.name()), place.words()));
      }
    }
  }

  static void refuseUnknown(
      ObjectValue object,
      Place place,
      Reading reading,
      Set<String> known,
      Map<String, String> retired,
      Set<String> ignored) {
    List<Member> members = object.members();
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      if (!known.contains(member.name()) && !ignored.contains(member.name())) {
        reading.report(
            place.name(member, index),
            () ->
                ConfigRules.MEMBER_UNKNOWN.broken(
                    Excerpt.of(member.name()),
                    place.words(),
                    remedyForUnknown(member.name(), known, retired)));
      }
    }
  }

  private static String remedyForUnknown(
      String name, Set<String> known, Map<String, String> retired) {
    if (retired.containsKey(name)) {
      return retired.get(name);
    }
    List<String> nearest = NearestNames.of(name, known);
    return nearest.isEmpty()
        ? "remove it; known here: " + String.join(", ", known)
        : "remove it, or write " + quoted(nearest);
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" or "));
  }

  @Override
  public final ConfigValue write(T value) {
    ObjectBuilder object = ConfigValue.object();
    fields().forEach(field -> object.with(field.name(), field.write(value)));
    return object.build();
  }

  @Override
  public final Optional<ConfigValue> template(String provider) {
    ObjectBuilder object = ConfigValue.object();
    fields().forEach(field -> object.with(field.name(), field.template(provider)));
    ObjectValue template = object.build();
    return template.members().isEmpty() ? Optional.empty() : Optional.of(template);
  }

  @Override
  public final ObjectValue schema(Definitions definitions) {
    return definitions.refer(name(), () -> definition(definitions));
  }

  /** The schema of the object itself, without a reference to it. */
  final ObjectValue definition(Definitions definitions) {
    ObjectBuilder properties = ConfigValue.object();
    ignored().forEach(name -> properties.with(name, FOR_EDITORS));
    fields().forEach(field -> properties.with(field.name(), field.schema(definitions)));
    ObjectBuilder schema =
        ConfigValue.object()
            .with("description", description())
            .with("type", "object")
            .with("properties", properties.build());
    List<String> required =
        fields().stream()
            .filter(field -> field.presence() == Field.Presence.REQUIRED)
            .map(Field::name)
            .toList();
    if (!required.isEmpty()) {
      schema.with("required", ConfigValue.array(required.stream().map(ConfigValue::of)));
    }
    schema.with("additionalProperties", false);
    List<ObjectValue> conditions =
        rules().stream().map(SectionRule::schema).flatMap(Optional::stream).toList();
    if (!conditions.isEmpty()) {
      schema.with("allOf", ConfigValue.array(conditions.stream()));
    }
    return schema.build();
  }

  @Override
  public final String expectation() {
    List<String> required =
        fields().stream()
            .filter(field -> field.presence() == Field.Presence.REQUIRED)
            .map(Field::name)
            .toList();
    return required.isEmpty() ? "an object" : "an object with " + String.join(", ", required);
  }
}
