package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.error.Finding.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document as a tree, as JSON knows it but bound to no JSON library: adapters make it from text
 * and text from it, embedders may build it by hand. Faithful to its text: members keep their order,
 * a member that is written twice is there twice, numbers keep their spelling. Immutable.
 *
 * <p>Two trees are equal when they also stand at the same positions. No {@code toString} shows a
 * text, because any text may be a secret.
 */
public sealed interface ConfigValue {

  /** The types of JSON, with the words that messages use for them. */
  enum Type {
    OBJECT("an object"),
    ARRAY("an array"),
    TEXT("a string"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NULL("null");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** With an article, such as {@code an object}. */
    public String words() {
      return words;
    }
  }

  /** Where the value begins in the text, if there is one. */
  Optional<Position> position();

  /** Which of the types of JSON the value has. */
  Type type();

  /**
   * Members in the order of the text.
   *
   * @param members may name the same member more than once
   * @param position where the object begins
   */
  record ObjectValue(List<Member> members, Optional<Position> position) implements ConfigValue {

    /** Copies the list. */
    public ObjectValue {
      members = List.copyOf(members);
    }

    /** The value of the first member with that name. */
    public Optional<ConfigValue> find(String name) {
      for (Member member : members) {
        if (member.name().equals(name)) {
          return Optional.of(member.value());
        }
      }
      return Optional.empty();
    }

    @Override
    public Type type() {
      return Type.OBJECT;
    }
  }

  /**
   * A name with its value.
   *
   * @param name as written
   * @param value what the name stands for
   * @param position where the name begins
   */
  record Member(String name, ConfigValue value, Optional<Position> position) {}

  /**
   * Elements in the order of the text.
   *
   * @param elements may be of different types
   * @param position where the array begins
   */
  record ArrayValue(List<ConfigValue> elements, Optional<Position> position)
      implements ConfigValue {

    /** Copies the list. */
    public ArrayValue {
      elements = List.copyOf(elements);
    }

    @Override
    public Type type() {
      return Type.ARRAY;
    }
  }

  /**
   * A string.
   *
   * @param text without quotes and escapes
   * @param position where the opening quote stands
   */
  record TextValue(String text, Optional<Position> position) implements ConfigValue {

    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public String toString() {
      return "TextValue[" + text.length() + " characters]";
    }
  }

  /**
   * A number of any size; its spelling distinguishes {@code 22} from {@code 22.0}.
   *
   * @param literal as written, in the grammar of JSON
   * @param position where the number begins
   */
  record NumberValue(String literal, Optional<Position> position) implements ConfigValue {

    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");

    /** Whether the number is written without fraction and exponent. */
    public boolean isInteger() {
      return INTEGER.matcher(literal).matches();
    }

    @Override
    public Type type() {
      return Type.NUMBER;
    }

    @Override
    public String toString() {
      return "NumberValue[" + literal.length() + " characters]";
    }
  }

  /**
   * {@code true} or {@code false}.
   *
   * @param value the truth
   * @param position where the word begins
   */
  record BooleanValue(boolean value, Optional<Position> position) implements ConfigValue {

    @Override
    public Type type() {
      return Type.BOOLEAN;
    }
  }

  /**
   * The word {@code null}.
   *
   * @param position where the word begins
   */
  record NullValue(Optional<Position> position) implements ConfigValue {

    @Override
    public Type type() {
      return Type.NULL;
    }
  }

  /** A string without a position. */
  static ConfigValue of(String text) {
    return new TextValue(text, Optional.empty());
  }

  /** A whole number without a position. */
  static ConfigValue of(long number) {
    return new NumberValue(Long.toString(number), Optional.empty());
  }

  /** A boolean without a position. */
  static ConfigValue of(boolean value) {
    return new BooleanValue(value, Optional.empty());
  }

  /** {@code null} without a position. */
  static ConfigValue ofNull() {
    return new NullValue(Optional.empty());
  }

  /** An array without a position. */
  static ConfigValue array(Stream<? extends ConfigValue> elements) {
    return new ArrayValue(elements.<ConfigValue>map(element -> element).toList(), Optional.empty());
  }

  /** An array of strings without positions. */
  static ConfigValue array(String... texts) {
    return array(Stream.of(texts).map(ConfigValue::of));
  }

  /** Starts an object without positions. */
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /** Collects members in order. Not thread-safe. */
  final class ObjectBuilder {

    private final List<Member> members = new ArrayList<>();

    private ObjectBuilder() {}

    /** Adds a member at the end. */
    public ObjectBuilder with(String name, ConfigValue value) {
      members.add(new Member(name, value, Optional.empty()));
      return this;
    }

    /** Adds a string at the end. */
    public ObjectBuilder with(String name, String text) {
      return with(name, of(text));
    }

    /** Adds a whole number at the end. */
    public ObjectBuilder with(String name, long number) {
      return with(name, of(number));
    }

    /** Adds a boolean at the end. */
    public ObjectBuilder with(String name, boolean value) {
      return with(name, of(value));
    }

    /** Adds the member if there is a value for it. */
    public ObjectBuilder with(String name, Optional<ConfigValue> value) {
      value.ifPresent(present -> with(name, present));
      return this;
    }

    /** The object; the builder may be used further. */
    public ObjectValue build() {
      return new ObjectValue(members, Optional.empty());
    }
  }
}
