package com.torrust.deployer.cli.syntax;

import java.util.List;

/**
 * Inputs of which only one may be given.
 *
 * @param inputs among which to choose
 * @param required whether one has to be given
 */
public record Choice(List<Input<?>> inputs, boolean required) {

  /** Copies the list. */
  public Choice {
    inputs = List.copyOf(inputs);
  }
}
