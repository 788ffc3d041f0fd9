package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
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
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * The description of one closed object.
 *
 * @param <T> what the object becomes
 */
@Value.Immutable
abstract class ObjectCodec<T> implements Codec<T> {

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

  /** How the members become the value. */
  @Value.Parameter
  abstract Assembly<T> assembly();

  /** In the order in which they are written. */
  final List<Field<T, ?>> fields() {
    return assembly().fields();
  }

  /** Across the members. */
  abstract List<SectionRule> rules();

  /** Members that are read by nobody. */
  abstract Set<String> ignored();

  /** Members of old or planned formats, with what to write instead. */
  abstract Map<String, String> retired();

  @Override
  public final List<Field<T, ?>> members() {
    return fields();
  }

  @Override
  public final Type type() {
    return Type.OBJECT;
  }

  @Override
  public final DecodeResult<T> decode(Location location, DecodeContext context) {
    if (!(location.value() instanceof ObjectValue object)) {
      return wrongType(location, context);
    }
    if (context.isStrict()) {
      refuseDuplicates(object, location, context);
      refuseUnknown(object, location, context, names(), retired(), ignored());
    }
    Members members = new Members(location);
    fields().forEach(field -> field.decode(object, location, members, context));
    rules().stream()
        .filter(rule -> context.isStrict() || rule.isForStored())
        .forEach(rule -> rule.check(members, context));
    Optional<T> value = members.isComplete() ? assembly().of(members) : Optional.empty();
    return new DecodeResult<>(value, List.of(members));
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

  static void refuseDuplicates(ObjectValue object, Location location, DecodeContext context) {
    Set<String> seen = new HashSet<>();
    List<Member> members = object.members();
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      if (!seen.add(member.name())) {
        context.report(
            location.name(member, index),
            ConfigRules.MEMBER_TWICE.broken(Excerpt.of(member.name()), location.words()));
      }
    }
  }

  static void refuseUnknown(
      ObjectValue object,
      Location location,
      DecodeContext context,
      Set<String> known,
      Map<String, String> retired,
      Set<String> ignored) {
    List<Member> members = object.members();
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      if (!known.contains(member.name()) && !ignored.contains(member.name())) {
        context.report(
            location.name(member, index),
            () ->
                ConfigRules.MEMBER_UNKNOWN.broken(
                    Excerpt.of(member.name()),
                    location.words(),
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
  public final ConfigValue encode(T value) {
    ObjectBuilder object = ConfigValue.object();
    fields().forEach(field -> object.with(field.name(), field.encode(value)));
    return object.build();
  }

  @Override
  public final void secrets(String pointer, T value, BiConsumer<String, Secret> sink) {
    fields().forEach(field -> field.secrets(pointer, value, sink));
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
