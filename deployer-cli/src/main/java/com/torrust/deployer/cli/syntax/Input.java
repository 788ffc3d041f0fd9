package com.torrust.deployer.cli.syntax;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * One option or positional parameter, with the value that the command line gave it. Read it only
 * after the command line was parsed.
 *
 * @param <T> type of the value
 */
public final class Input<T> {

  /** Converter of texts that mean themselves. */
  public static final ITypeConverter<String> TEXT = text -> text;

  /** Converter of paths. */
  public static final ITypeConverter<Path> PATH = Input::path;

  /** Stands for bytes that are no character in this locale: what they were is lost. */
  private static final char UNDECODABLE = '\ufffd';

  private static final String OTHER_CHARACTERS =
      "it holds characters that cannot be read or written in this locale; names in UTF-8 need one"
          + " such as LC_ALL=C.UTF-8";

  private final ArgSpec spec;
  private final Class<T> type;

  private Input(ArgSpec spec, Class<T> type) {
    this.spec = spec;
    this.type = type;
  }

  /** A switch that is off unless given. */
  public static Input<Boolean> flag(String description, String... names) {
    return new Input<>(
        OptionSpec.builder(names)
            .type(boolean.class)
            .arity("0")
            .defaultValue("false")
            .description(description)
            .build(),
        Boolean.class);
  }

  /** A switch that counts how often it was given. */
  public static Input<boolean[]> counter(String description, String... names) {
    return new Input<>(
        OptionSpec.builder(names).type(boolean[].class).arity("0").description(description).build(),
        boolean[].class);
  }

  /** The same switch, understood by every subcommand too. */
  public static <T> Input<T> everywhere(Input<T> option) {
    return new Input<>(
        OptionSpec.builder((OptionSpec) option.spec).scopeType(ScopeType.INHERIT).build(),
        option.type);
  }

  /** Begins an option with a value. */
  public static <T> Builder<T> option(Class<T> type, ITypeConverter<T> converter, String... names) {
    return new Builder<>(List.of(names), 0, type, converter);
  }

  /** Begins an option whose value is one of a few words. */
  public static <E extends Enum<E>> Builder<E> choice(Class<E> type, String... names) {
    return new Builder<>(List.of(names), 0, type, word -> constant(type, word))
        .candidates(Arrays.stream(type.getEnumConstants()).map(Input::word).toList());
  }

  /** Begins an option whose value is one of a few words that no enum holds. */
  public static Builder<String> word(List<String> words, String... names) {
    return new Builder<>(List.of(names), 0, String.class, word -> oneOf(words, word))
        .candidates(words);
  }

  private static String oneOf(List<String> words, String word) {
    if (!words.contains(word)) {
      throw new TypeConversionException("no such word");
    }
    return word;
  }

  /** Begins a positional parameter that is one of a few words. */
  public static <E extends Enum<E>> Builder<E> choice(int index, Class<E> type) {
    return positional(index, type, word -> constant(type, word))
        .candidates(Arrays.stream(type.getEnumConstants()).map(Input::word).toList());
  }

  /** Begins a positional parameter. */
  public static <T> Builder<T> positional(int index, Class<T> type, ITypeConverter<T> converter) {
    return new Builder<>(List.of(), index, type, converter);
  }

  /** The spelling of a constant on the command line. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("no such word"));
  }

  /** An empty path would silently be the current folder: mostly a variable that is not set. */
  private static Path path(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("a path is needed, and this is empty");
    }
    if (text.indexOf(UNDECODABLE) >= 0) {
      throw new TypeConversionException(OTHER_CHARACTERS);
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      throw new TypeConversionException(
          text.indexOf('\0') >= 0 ? invalid.getReason() : OTHER_CHARACTERS);
    }
  }

  /** The value; only for inputs that are required or have a default. */
  public T value() {
    return given()
        .orElseThrow(() -> new IllegalStateException(spec.paramLabel() + " has no value"));
  }

  /** The value, if there is one. */
  public Optional<T> given() {
    return Optional.ofNullable(spec.<Object>getValue()).map(type::cast);
  }

  /** Whether a switch is on. */
  public boolean isOn() {
    return given().filter(Boolean.TRUE::equals).isPresent();
  }

  /** The first long name of an option, the label of a positional parameter. */
  public String name() {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }

  /** Whether it is an option. */
  public boolean isOption() {
    return spec.isOption();
  }

  /** What picocli parses by. */
  public ArgSpec spec() {
    return spec;
  }

  /**
   * Describes an input.
   *
   * @param <T> type of the value
   */
  public static final class Builder<T> {

    private final List<String> names;
    private final int index;
    private final Class<T> type;
    private final ITypeConverter<T> converter;
    private String label = "<VALUE>";
    private String arity = "1";
    private boolean required;
    private boolean everywhere;
    private Optional<String> fallback = Optional.empty();
    private List<String> candidates = List.of();

    /** Without names it is the positional parameter at {@code index}. */
    private Builder(List<String> names, int index, Class<T> type, ITypeConverter<T> converter) {
      this.names = names;
      this.index = index;
      this.type = type;
      this.converter = converter;
    }

    /** Names the value in help: {@code <FILE>}. */
    public Builder<T> label(String text) {
      label = text;
      return this;
    }

    /** Has to be given. */
    public Builder<T> required() {
      required = true;
      return this;
    }

    /** A positional parameter that may be left out. */
    public Builder<T> optional() {
      arity = "0..1";
      return this;
    }

    /** The value if none is given. */
    public Builder<T> defaultsTo(String text) {
      fallback = Optional.of(text);
      return this;
    }

    /** Words for completion and help. */
    public Builder<T> candidates(List<String> words) {
      candidates = words;
      return this;
    }

    /** Understood by every subcommand too. */
    public Builder<T> everywhere() {
      everywhere = true;
      return this;
    }

    /** What it means, in one sentence; ends the description. */
    public Input<T> says(String description) {
      String told =
          fallback.map(text -> description + " Default: " + shown(text) + ".").orElse(description);
      return new Input<>(names.isEmpty() ? positional(told) : option(told), type);
    }

    private static String shown(String fallback) {
      return fallback.equals(".") ? "the current folder" : fallback;
    }

    private ArgSpec option(String description) {
      OptionSpec.Builder spec =
          OptionSpec.builder(names.toArray(String[]::new))
              .type(type)
              .converters(converter)
              .paramLabel(label)
              .arity(arity)
              .required(required)
              .scopeType(everywhere ? ScopeType.INHERIT : ScopeType.LOCAL)
              .description(description);
      fallback.ifPresent(spec::defaultValue);
      return (candidates.isEmpty() ? spec : spec.completionCandidates(candidates)).build();
    }

    private ArgSpec positional(String description) {
      PositionalParamSpec.Builder spec =
          PositionalParamSpec.builder()
              .index(String.valueOf(index))
              .type(type)
              .converters(converter)
              .paramLabel(label)
              .arity(arity)
              .required(required)
              .description(description);
      fallback.ifPresent(spec::defaultValue);
      return (candidates.isEmpty() ? spec : spec.completionCandidates(candidates)).build();
    }
  }
}
