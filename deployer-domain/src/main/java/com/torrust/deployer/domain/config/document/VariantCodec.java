package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Rule;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.TextValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.NearestNames;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * An object of several kinds, distinguished by the text of one member.
 *
 * @param <T> what the object becomes
 */
final class VariantCodec<T> implements Codec<T> {

  private final String name;
  private final String description;
  private final Selector selector;
  private final List<Kind<? extends T>> kinds;

  private VariantCodec(
      String name, String description, Selector selector, List<Kind<? extends T>> kinds) {
    this.name = name;
    this.description = description;
    this.selector = selector;
    this.kinds = kinds;
  }

  /** A variant of {@code kinds}; templates take the first one unless another is asked for. */
  static <T> VariantCodec<T> of(
      String name, String description, Selector selector, List<Kind<? extends T>> kinds) {
    return new VariantCodec<>(
        name,
        description,
        selector,
        kinds.stream().<Kind<? extends T>>map(kind -> kind.knowing(kinds)).toList());
  }

  /**
   * The member that selects the kind.
   *
   * @param member its name
   * @param noun what it selects, for messages
   * @param unknown the rule that unknown kinds break
   */
  record Selector(String member, String noun, Rule unknown) {}

  /**
   * One kind.
   *
   * @param id the text of the selector
   * @param type the class of its values
   * @param section what the object looks like, the selector included
   */
  record Kind<S>(String id, Class<S> type, ObjectCodec<S> section) {

    /** The same kind, able to tell whose members it meets. */
    Kind<S> knowing(List<? extends Kind<?>> all) {
      Map<String, String> retired = new HashMap<>(section.retired());
      for (Kind<?> other : all) {
        other
            .section
            .names()
            .forEach(
                name ->
                    retired.putIfAbsent(
                        name, "remove it; it belongs to '" + other.id + "', not to '" + id + "'"));
      }
      return new Kind<>(id, type, ImmutableObjectCodec.copyOf(section).withRetired(retired));
    }

    void secrets(String pointer, Object value, BiConsumer<String, Secret> sink) {
      if (type.isInstance(value)) {
        section.secrets(pointer, type.cast(value), sink);
      }
    }

    Optional<ConfigValue> encode(Object value) {
      return type.isInstance(value)
          ? Optional.of(section.encode(type.cast(value)))
          : Optional.empty();
    }
  }

  /** What the selector can say. */
  List<String> ids() {
    return kinds.stream().<String>map(Kind::id).toList();
  }

  @Override
  public List<Kind<? extends T>> kinds() {
    return kinds;
  }

  @Override
  public String selector() {
    return selector.member;
  }

  @Override
  public List<Field<?, ?>> members() {
    return kinds.stream().<Field<?, ?>>flatMap(kind -> kind.section().fields().stream()).toList();
  }

  @Override
  public Type type() {
    return Type.OBJECT;
  }

  @Override
  public DecodeResult<T> decode(Location location, DecodeContext context) {
    if (!(location.value() instanceof ObjectValue object)) {
      return wrongType(location, context);
    }
    Optional<ConfigValue> selected = object.find(selector.member);
    Optional<Kind<? extends T>> kind =
        selected
            .flatMap(
                value ->
                    value instanceof TextValue text ? Optional.of(text.text()) : Optional.empty())
            .flatMap(this::find);
    if (kind.isPresent()) {
      return widen(kind.get().section().decode(location, context));
    }
    return withoutKind(object, location, context);
  }

  private Optional<Kind<? extends T>> find(String id) {
    return kinds.stream().filter(kind -> kind.id().equals(id)).findFirst();
  }

  private static <T> DecodeResult<T> widen(DecodeResult<? extends T> result) {
    return new DecodeResult<>(result.value().map(value -> value), result.members());
  }

  /** Judges what can be judged without the kind: the selector, and members that no kind has. */
  private DecodeResult<T> withoutKind(
      ObjectValue object, Location location, DecodeContext context) {
    if (context.isStrict()) {
      ObjectCodec.refuseDuplicates(object, location, context);
      Set<String> known =
          kinds.stream()
              .flatMap(kind -> kind.section().names().stream())
              .collect(Collectors.toCollection(LinkedHashSet::new));
      ObjectCodec.refuseUnknown(object, location, context, known, Map.of(), Set.of());
    }
    Field<Object, String> field =
        Field.required(
            selector.member,
            TextCodec.of(this::refuse, id -> id),
            id -> "",
            "which " + selector.noun + " is meant");
    field.decode(object, location, new Members(location), context);
    return DecodeResult.invalid();
  }

  private Either<Violation, String> refuse(String id) {
    String choice =
        ids().stream().map(known -> "'" + known + "'").collect(Collectors.joining(" or "));
    List<String> nearest = NearestNames.of(id, ids());
    return Either.left(
        selector.unknown.broken(
            Excerpt.of(id), choice, nearest.isEmpty() ? choice : "'" + nearest.get(0) + "'"));
  }

  @Override
  public void secrets(String pointer, T value, BiConsumer<String, Secret> sink) {
    kinds.forEach(kind -> kind.secrets(pointer, value, sink));
  }

  @Override
  public ConfigValue encode(T value) {
    return kinds.stream()
        .map(kind -> kind.encode(value))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no kind of " + name + " for " + value.getClass()));
  }

  @Override
  public ObjectValue schema(Definitions definitions) {
    return definitions.refer(
        name,
        () ->
            ConfigValue.object()
                .with("description", description)
                .with(
                    "oneOf",
                    ConfigValue.array(
                        kinds.stream().map(kind -> kind.section().schema(definitions))))
                .build());
  }

  @Override
  public Optional<ConfigValue> template(String provider) {
    return find(provider).orElse(kinds.get(0)).section().template(provider);
  }

  @Override
  public String expectation() {
    return "an object with " + selector.member;
  }
}
