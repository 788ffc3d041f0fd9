package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.config.document.ConfigValue.ObjectValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What values of one kind look like in a document: the single description from which they are read,
 * written, offered in templates and described in the schema.
 *
 * @param <T> what the value becomes
 */
interface Codec<T> {

  /** The type that the document must have there. */
  Type type();

  /** Understands the value at {@code location}; what is wrong goes to {@code context}. */
  DecodeResult<T> decode(Location location, DecodeContext context);

  /** The reverse: {@code decode(encode(value))} gives {@code value}. */
  ConfigValue encode(T value);

  /** The part of the JSON schema for such a value; shared parts go to {@code definitions}. */
  ObjectValue schema(Definitions definitions);

  /** The members of such a value, of every kind that it may have. */
  default List<? extends Field<?, ?>> members() {
    return List.of();
  }

  /** The kinds of an object that has several; none otherwise. */
  default List<? extends VariantCodec.Kind<?>> kinds() {
    return List.of();
  }

  /** The member that selects among {@link #kinds}. */
  default String selector() {
    return "";
  }

  /**
   * Tells every secret in a value.
   *
   * @param pointer where the value stands, as JSON pointer
   */
  default void secrets(String pointer, T value, BiConsumer<String, Secret> sink) {}

  /** What a new user finds in a template for {@code provider}, if anything. */
  default Optional<ConfigValue> template(String provider) {
    return Optional.empty();
  }

  /**
   * Reports that the value has another type; {@code X34} names arrays where the reference takes
   * them for objects.
   */
  default DecodeResult<T> wrongType(Location location, DecodeContext context) {
    boolean isListForObject =
        type() == Type.OBJECT && location.value().type() == Type.ARRAY && !location.isRoot();
    context.report(
        location,
        (isListForObject ? ConfigRules.LIST_FOR_OBJECT : ConfigRules.MEMBER_TYPE)
            .broken(
                location.words(), location.value().type().words(), expectation(), remedyForType()));
    return DecodeResult.invalid();
  }

  /** What is expected, in words with an article. */
  default String expectation() {
    return type().words();
  }

  private String remedyForType() {
    return switch (type()) {
      case TEXT -> "write the value in double quotes";
      case NUMBER -> "write a whole number without quotes, fraction and exponent";
      case BOOLEAN -> "write true or false without quotes";
      default -> "compare with a template";
    };
  }
}
