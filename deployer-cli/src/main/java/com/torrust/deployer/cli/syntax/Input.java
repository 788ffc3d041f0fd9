package com.torrust.deployer.cli.syntax;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or positional parameter of Picocli with the type of its value. Read the value only
 * after the command line was parsed.
 *
 * @param <T> type of the value
 * @param type the same at run time
 * @param spec what Picocli parses by
 */
public record Input<T>(Class<T> type, ArgSpec spec) {

  /** A switch that is off unless given. */
  public static Input<Boolean> flag(String description, String... names) {
    return new Input<>(
        Boolean.class,
        OptionSpec.builder(names)
            .type(boolean.class)
            .arity("0")
            .defaultValue("false")
            .description(description)
            .build());
  }

  /** An option. */
  public static <T> Input<T> option(
      ValueType<T> type, String label, String description, String... names) {
    return of(type, OptionSpec.builder(names).paramLabel(label).description(description));
  }

  /** An option that has to be given. */
  public static <T> Input<T> requiredOption(
      ValueType<T> type, String label, String description, String... names) {
    return of(
        type, OptionSpec.builder(names).paramLabel(label).required(true).description(description));
  }

  /** An option as Picocli's builder describes it. */
  public static <T> Input<T> of(ValueType<T> type, OptionSpec.Builder option) {
    option.type(type.type()).converters(type.converter()).arity("1");
    type.words().ifPresent(option::completionCandidates);
    return new Input<>(type.type(), option.build());
  }

  /** The positional parameter of a command. */
  public static <T> Input<T> parameter(ValueType<T> type, String label, String description) {
    return of(type, PositionalParamSpec.builder().paramLabel(label).description(description));
  }

  /** The positional parameter after the first one, which may be left out. */
  public static <T> Input<T> following(ValueType<T> type, String label, String description) {
    return new Input<>(
        type.type(),
        PositionalParamSpec.builder()
            .index("1")
            .arity("0..1")
            .type(type.type())
            .converters(type.converter())
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** The positional parameters after the first one, of which there may be none. */
  public static Input<String[]> allFollowing(
      List<String> proposed, String label, String description) {
    return new Input<>(
        String[].class,
        PositionalParamSpec.builder()
            .index("1..*")
            .arity("0..*")
            .type(String[].class)
            .auxiliaryTypes(String.class)
            .completionCandidates(proposed)
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** The positional parameter of a command, as Picocli's builder describes it. */
  public static <T> Input<T> of(ValueType<T> type, PositionalParamSpec.Builder parameter) {
    parameter.index("0").type(type.type()).converters(type.converter());
    parameter.arity(parameter.required() ? "1" : "0..1");
    type.words().ifPresent(parameter::completionCandidates);
    return new Input<>(type.type(), parameter.build());
  }

  /** A description that ends with the value that counts unless another one is given. */
  public static String withDefault(String description, String fallback) {
    return description
        + " Default: "
        + (fallback.equals(".") ? "the current folder" : fallback)
        + ".";
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
}
