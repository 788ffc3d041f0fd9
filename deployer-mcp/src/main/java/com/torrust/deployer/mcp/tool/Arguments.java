package com.torrust.deployer.mcp.tool;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.NearestNames;
import io.vavr.control.Either;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of one call, all of them read. Immutable. */
final class Arguments {

  private final Map<Argument<?>, Object> values;

  private Arguments(Map<Argument<?>, Object> values) {
    this.values = values;
  }

  /** Reads what was given; on the left {@code agent.argument_invalid}. */
  static Either<DeployError, Arguments> read(List<Argument<?>> known, Map<String, Object> given) {
    List<String> names = known.stream().<String>map(Argument::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        List<String> nearest = NearestNames.of(name, names);
        return Either.left(
            Argument.invalid(
                name,
                "there is no argument '"
                    + Excerpt.of(name)
                    + "'"
                    + (nearest.isEmpty()
                        ? "; known: " + String.join(", ", names)
                        : "; did you mean '" + nearest.get(0) + "'?")));
      }
    }
    Map<Argument<?>, Object> values = new IdentityHashMap<>();
    for (Argument<?> argument : known) {
      Object value = given.get(argument.name());
      if (value != null) {
        Either<DeployError, ?> read = argument.read(value);
        if (read.isLeft()) {
          return Either.left(read.getLeft());
        }
        values.put(argument, read.get());
      } else if (argument.isRequired()) {
        return Either.left(
            Argument.invalid(
                argument.name(), "the argument '" + argument.name() + "' has to be given"));
      }
    }
    return Either.right(new Arguments(values));
  }

  /** The value of an argument, if it was given. */
  @SuppressWarnings("unchecked") // read() pairs an argument with a value of its own type
  <T> Optional<T> find(Argument<T> argument) {
    return Optional.ofNullable((T) values.get(argument));
  }

  /** The value of a required argument. */
  <T> T get(Argument<T> argument) {
    return find(argument).orElseThrow();
  }

  /** Whether a flag was given and is true. */
  boolean isOn(Argument<Boolean> flag) {
    return find(flag).filter(Boolean.TRUE::equals).isPresent();
  }
}
