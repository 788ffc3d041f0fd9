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
 * A whole number from 1; it distinguishes 0, which has a rule of its own wherever it is refused,
 * from what does not fit the type at all.
 *
 * @param highest the largest number that fits (R7)
 * @param ofZero the rule against 0
 * @param from makes the value
 * @param to takes it apart
 */
record WholeNumberCodec<T>(long highest, Rule ofZero, LongFunction<T> from, Function<T, Long> to)
    implements Codec<T> {

  static final long HIGHEST_PORT = 65535;
  static final long HIGHEST_32_BITS = 4294967295L;

  /** A port. */
  static WholeNumberCodec<Integer> port(Rule ofZero) {
    return new WholeNumberCodec<>(HIGHEST_PORT, ofZero, Math::toIntExact, Integer::longValue);
  }

  /** A count of up to 32 bits. */
  static WholeNumberCodec<Long> count(Rule ofZero) {
    return new WholeNumberCodec<>(HIGHEST_32_BITS, ofZero, number -> number, number -> number);
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
  public DecodeResult<T> decode(Location location, DecodeContext context) {
    if (!(location.value() instanceof NumberValue number) || !number.isInteger()) {
      return wrongType(location, context);
    }
    OptionalLong value = fitting(number.literal());
    if (value.isEmpty()) {
      context.report(
          location,
          ConfigRules.NUMBER_RANGE.broken(
              location.pointer(), Excerpt.of(number.literal()), highest));
      return DecodeResult.invalid();
    }
    if (value.getAsLong() == 0 && context.isStrict()) {
      context.report(location, ofZero.broken());
      return DecodeResult.invalid();
    }
    return DecodeResult.valid(from.apply(value.getAsLong()));
  }

  /**
   * A literal of JSON has no leading zeros, so its length says whether it can fit before it is
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
  public ConfigValue encode(T value) {
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
