package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.config.document.ConfigValue.NullValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.Parts.Given;
import java.util.List;
import java.util.Optional;
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
  abstract Shape<F> shape();

  /** Takes the member out of the section's value. */
  @Value.Parameter
  abstract Function<T, Optional<F>> getter();

  /** For the people who write configurations; goes into the schema. */
  @Value.Parameter
  abstract String description();

  /** What a member that is left out becomes. */
  abstract Optional<F> fallback();

  /** Draws what a member that is left out becomes; such a member is always stored. */
  abstract Optional<Function<RandomGenerator, F>> drawn();

  /** What is worth telling about valid values. */
  abstract List<Function<F, Optional<Violation>>> warnings();

  /** What templates show; a section shows itself. */
  abstract Optional<ConfigValue> sample();

  static <T, F> ImmutableField<T, F> required(
      String name, Shape<F> shape, Function<T, F> getter, String description) {
    return ImmutableField.of(
        Presence.REQUIRED, name, shape, getter.andThen(Optional::of), description);
  }

  static <T, F> ImmutableField<T, F> optional(
      String name, Shape<F> shape, Function<T, F> getter, String description) {
    return ImmutableField.of(
        Presence.OPTIONAL, name, shape, getter.andThen(Optional::of), description);
  }

  static <T, F> ImmutableField<T, F> nullable(
      String name, Shape<F> shape, Function<T, Optional<F>> getter, String description) {
    return ImmutableField.of(Presence.NULLABLE, name, shape, getter, description);
  }

  /** Reads the member out of {@code object}, whose members are {@code value}'s. */
  final void read(ObjectValue value, Place object, Parts parts, Reading reading) {
    List<Member> members = value.members();
    for (int index = 0; index < members.size(); index++) {
      Member member = members.get(index);
      if (member.name().equals(name())) {
        parts.put(this, present(object.member(member, index), reading));
        return;
      }
    }
    parts.put(this, absent(object.missing(name()), reading));
  }

  private Given<F> present(Place place, Reading reading) {
    boolean nullIsNone =
        presence() == Presence.NULLABLE || (presence() == Presence.OPTIONAL && !reading.isStrict());
    if (nullIsNone && place.value() instanceof NullValue) {
      return absent(place, reading);
    }
    Piece<F> piece = shape().read(place, reading);
    if (reading.isStrict()) {
      piece.value().ifPresent(known -> warn(known, place, reading));
    }
    return new Given<>(place, true, piece.value().isPresent(), piece);
  }

  private void warn(F known, Place place, Reading reading) {
    for (Function<F, Optional<Violation>> warning : warnings()) {
      warning
          .apply(known)
          .map(Violation::asWarning)
          .ifPresent(found -> reading.report(place, found));
    }
  }

  private Given<F> absent(Place place, Reading reading) {
    boolean mustStand =
        presence() == Presence.REQUIRED || (drawn().isPresent() && reading.random().isEmpty());
    if (mustStand) {
      reading.report(place, () -> missing(place));
      return new Given<>(place, false, false, Piece.invalid());
    }
    Optional<F> value = drawn().flatMap(draw -> reading.random().map(draw)).or(this::fallback);
    return new Given<>(place, false, true, new Piece<>(value, List.of()));
  }

  private Violation missing(Place place) {
    String object = place.pointer().substring(0, place.pointer().lastIndexOf('/'));
    return ConfigRules.MEMBER_MISSING.broken(
        name(), object.isEmpty() ? "at the top level" : "in " + object, shape().expectation());
  }

  /** The member in a document for {@code section}, if it has a value there. */
  final Optional<ConfigValue> write(T section) {
    return getter().apply(section).map(shape()::write);
  }

  final Optional<ConfigValue> template(String provider) {
    return sample().or(() -> shape().template(provider));
  }

  final ObjectValue schema(Definitions definitions) {
    ObjectValue plain = shape().schema(definitions);
    ObjectValue schema = presence() == Presence.NULLABLE ? Definitions.orNull(plain) : plain;
    Optional<ConfigValue> none =
        presence() == Presence.NULLABLE ? Optional.of(ConfigValue.ofNull()) : Optional.empty();
    Optional<ConfigValue> byDefault = fallback().map(shape()::write).or(() -> none);
    return Definitions.described(description(), schema, byDefault);
  }
}
