package com.torrust.deployer.cli.syntax;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What people and programs can read about a command: help, manual, completion and {@code docs} come
 * from it. Immutable.
 */
@Value.Immutable
public interface Synopsis {

  /** Begins the description of a command. */
  static ImmutableSynopsis.Builder of(String name, String summary) {
    return ImmutableSynopsis.builder().name(name).summary(summary);
  }

  /** The word on the command line. */
  String name();

  /** What it does, in one sentence. */
  String summary();

  /** More about it, one paragraph each. */
  List<String> details();

  /** Calls that work as they stand, but for names. */
  List<Example> examples();

  /** Options and positional parameters of its own. */
  List<Input<?>> inputs();

  /** Inputs that exclude each other. */
  List<Choice> choices();

  /** What it may change. */
  @Value.Default
  default Effect effect() {
    return Effect.READ;
  }

  /**
   * States in which it works, by their names for programs; empty when the state does not matter.
   */
  List<String> accepts();

  /** The state that it leads to. */
  Optional<String> leadsTo();

  /** Whether a second call right after the first changes nothing. */
  @Value.Default
  default boolean isIdempotent() {
    return true;
  }

  /** The schema of its JSON result. */
  Optional<String> schema();

  /** Exit codes besides 0, 1, 2 and 130. */
  List<Integer> exitCodes();
}
