package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Rule;
import com.torrust.deployer.domain.config.document.ConfigValue.NumberValue;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import com.torrust.deployer.domain.error.Excerpt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A whole number from 1; its reading tells 0, which has a rule of its own wherever it is refused,
 * from what does not fit the type at all.
 *
 * @param highest the largest number that fits (R7)
 * @param ofZero the rule against 0
 * @param from makes the value
 * @param to takes it apart
 */
record WholeNumber<T>(long highest, Rule ofZero, LongFunction<T> from, Function<T, Long> to)
    implements Shape<T> {

  static final long HIGHEST_PORT = 65535;
  static final long HIGHEST_32_BITS = 4294967295L;

  /** A port. */
  static WholeNumber<Integer> port(Rule ofZero) {
    return new WholeNumber<>(HIGHEST_PORT, ofZero, Math::toIntExact, Integer::longValue);
  }

  /** A count of up to 32 bits. */
  static WholeNumber<Long> count(Rule ofZero) {
    return new WholeNumber<>(HIGHEST_32_BITS, ofZero, number -> number, number -> number);
  }

  @Override
  public Type type() {
    return Type.NUMBER;
  }

  @Override
  public String expectation() {
    return "a whole number from 1 to " + highest;
  }

  @Override
  public Piece<T> read(Place place, Reading reading) {
    if (!(place.value() instanceof NumberValue number) || !number.isInteger()) {
      return wrongType(place, reading);
    }
    OptionalLong value = fitting(number.literal());
    if (value.isEmpty()) {
      reading.report(
          place,
          ConfigRules.NUMBER_RANGE.broken(place.pointer(), Excerpt.of(number.literal()), highest));
      return Piece.invalid();
    }
    if (value.getAsLong() == 0 && reading.isStrict()) {
      reading.report(place, ofZero.broken());
      return Piece.invalid();
    }
    return Piece.valid(from.apply(value.getAsLong()));
  }

  /**
   * A literal of JSON has no leading zeros, so its length tells whether it can fit before it is
   * parsed.
   */
  private OptionalLong fitting(String literal) {
    if (literal.startsWith("-") || literal.length() > Long.toString(highest).length()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(literal);
    return number <= highest ? OptionalLong.of(number) : OptionalLong.empty();
  }

  @Override
  public ConfigValue write(T value) {
    return ConfigValue.of(to.apply(value));
  }

  @Override
  public ObjectValue schema(Definitions definitions) {
    return ConfigValue.object()
        .with("type", "integer")
        .with("minimum", 1)
        .with("maximum", highest)
        .build();
  }
}
