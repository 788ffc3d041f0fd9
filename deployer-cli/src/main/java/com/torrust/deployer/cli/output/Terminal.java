package com.torrust.deployer.cli.output;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.immutables.value.Value;

/** Where the program runs, as far as it matters to what it prints and asks. Immutable. */
@Value.Immutable
public interface Terminal {

  /** Takes the result and nothing else. */
  PrintStream out();

  /** Takes everything else. */
  PrintStream err();

  /** Environment variables. */
  Map<String, String> variables();

  /** Whether a person reads {@link #out()}. */
  boolean showsOut();

  /** Whether a person reads {@link #err()}. */
  boolean showsErr();

  /** How many characters fit into a line, if that is known. */
  OptionalInt columns();

  /**
   * Why what was printed to {@link #out()} is lost, if it is; a reader that went away lost nothing.
   */
  @Value.Default
  default Supplier<Optional<String>> lost() {
    return Optional::empty;
  }

  /** Somebody who can answer a question. */
  Optional<Prompt> prompt();

  /** A variable that is set to something. */
  default Optional<String> variable(String name) {
    return Optional.ofNullable(variables().get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether the cursor can be moved back. */
  default boolean movesCursor() {
    return showsErr() && variable("TERM").filter("dumb"::equals).isEmpty();
  }

  /** Asks a person. */
  @FunctionalInterface
  interface Prompt {

    /** The answer without its end; nothing when there is none any more. */
    Optional<String> ask(String question);
  }
}
