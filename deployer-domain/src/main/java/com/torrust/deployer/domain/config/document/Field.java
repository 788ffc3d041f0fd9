package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NullValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Members.Given;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.immutables.value.Value;

/**
 * The description of one member of a section.
 *
 * @param <T> what the section becomes
 * @param <F> what the member becomes
 */
@Value.Immutable
abstract class Field<T, F> {

  /** When a member may be left out. */
  enum Presence {
    REQUIRED,
    OPTIONAL,
    /** Optional, and null says the same as leaving it out. */
    NULLABLE
  }

  @Value.Parameter
  abstract Presence presence();

  @Value.Parameter
  abstract String name();

  @Value.Parameter
  abstract Codec<F> codec();

  /** Takes the member out of the section's value. */
  @Value.Parameter
  abstract Function<T, Optional<F>> getter();

  /** For the people who write configurations; goes into the schema. */
  @Value.Parameter
  abstract String description();

  /** What a change of the member means; a section that has to be there leaves it to its members. */
  abstract Optional<MemberChange> change();

  /** What it takes to give a secret another value in service; without it that cannot be done. */
  abstract Optional<SecretRotation> rotation();

  /** What a member that is left out becomes. */
  abstract Optional<F> fallback();

  /** Draws what a member that is left out becomes; such a member is always stored. */
  abstract Optional<Function<RandomGenerator, F>> drawn();

  /** What is worth telling about valid values. */
  abstract List<Function<F, Optional<Violation>>> warnings();

  /** What templates show; a section shows itself. */
  abstract Optional<ConfigValue> sample();

  static <T, F> ImmutableField<T, F> required(
      String name, Codec<F> codec, Function<T, F> getter, String description) {
    return ImmutableField.of(
        Presence.REQUIRED, name, codec, getter.andThen(Optional::of), description);
  }

  static <T, F> ImmutableField<T, F> optional(
      String name, Codec<F> codec, Function<T, F> getter, String description) {
    return ImmutableField.of(
        Presence.OPTIONAL, name, codec, getter.andThen(Optional::of), description);
  }

  static <T, F> ImmutableField<T, F> nullable(
      String name, Codec<F> codec, Function<T, Optional<F>> getter, String description) {
    return ImmutableField.of(Presence.NULLABLE, name, codec, getter, description);
  }

  /** The member's value as an argument of {@link Assembly}: there is none without it. */
  final Assembly.Argument<T, F> value() {
    return new Assembly.Argument<>(this, members -> members.find(this));
  }

  /** The same for a member that may be absent. */
  final Assembly.Argument<T, Optional<F>> ifPresent() {
    return new Assembly.Argument<>(this, members -> Optional.of(members.find(this)));
  }

  /** Whether the document holds a value for the member. */
  final Assembly.Argument<T, Boolean> isGiven() {
    return new Assembly.Argument<>(this, members -> Optional.of(members.isGiven(this)));
  }

  /** Decodes the member of {@code object}, whose members are {@code value}'s. */
  final void decode(ObjectValue value, Location object, Members decoded, DecodeContext context) {
    List<Member> members = value.members();
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      if (member.name().equals(name())) {
        decoded.put(this, present(object.member(member, index), context));
        return;
      }
    }
    decoded.put(this, absent(object.missing(name()), context));
  }

  private Given<F> present(Location location, DecodeContext context) {
    boolean nullIsNone =
        presence() == Presence.NULLABLE || (presence() == Presence.OPTIONAL && !context.isStrict());
    if (nullIsNone && location.value() instanceof NullValue) {
      return absent(location, context);
    }
    DecodeResult<F> result = codec().decode(location, context);
    if (context.isStrict()) {
      result.value().ifPresent(known -> warn(known, location, context));
    }
    return new Given<>(location, true, result.value().isPresent(), result);
  }

  private void warn(F known, Location location, DecodeContext context) {
    Optional<Secret> secret =
        known instanceof Secret found ? Optional.of(found) : Optional.<Secret>empty();
    if (secret.filter(each -> !each.isResolved()).isPresent()) {
      return;
    }
    for (Function<F, Optional<Violation>> warning : warnings()) {
      warning
          .apply(known)
          .map(Violation::asWarning)
          .map(found -> secret.flatMap(Secret::reference).map(found::about).orElse(found))
          .ifPresent(found -> context.report(location, found));
    }
  }

  private Given<F> absent(Location location, DecodeContext context) {
    boolean mustStand =
        presence() == Presence.REQUIRED || (drawn().isPresent() && context.random().isEmpty());
    if (mustStand) {
      context.report(location, () -> missing(location));
      return new Given<>(location, false, false, DecodeResult.invalid());
    }
    Optional<F> value = drawn().flatMap(draw -> context.random().map(draw)).or(this::fallback);
    return new Given<>(location, false, true, new DecodeResult<>(value, List.of()));
  }

  private Violation missing(Location location) {
    String object = location.pointer().substring(0, location.pointer().lastIndexOf('/'));
    return ConfigRules.MEMBER_MISSING.broken(
        name(), object.isEmpty() ? "at the top level" : "in " + object, codec().expectation());
  }

  /** The member in a document for {@code section}, if it has a value there. */
  final Optional<ConfigValue> encode(T section) {
    return getter().apply(section).map(codec()::encode);
  }

  /** Tells every secret of the member of {@code section}, whose pointer is {@code object}. */
  final void secrets(String object, T section, BiConsumer<String, Secret> sink) {
    getter().apply(section).ifPresent(value -> codec().secrets(object + "/" + name(), value, sink));
  }

  final Optional<ConfigValue> template(String provider) {
    return sample().or(() -> codec().template(provider));
  }

  final ObjectValue schema(Definitions definitions) {
    ObjectValue plain = codec().schema(definitions);
    ObjectValue schema = presence() == Presence.NULLABLE ? Definitions.orNull(plain) : plain;
    Optional<ConfigValue> none =
        presence() == Presence.NULLABLE ? Optional.of(ConfigValue.ofNull()) : Optional.empty();
    Optional<ConfigValue> byDefault = fallback().map(codec()::encode).or(() -> none);
    return Definitions.described(description(), change(), schema, byDefault);
  }
}
