package com.torrust.deployer.cli.syntax;

import com.torrust.deployer.domain.error.DeployError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/**
 * Inputs of which only one may be given.
 *
 * @param among which to choose
 * @param required whether one has to be given
 */
public record Choice(List<ArgSpec> among, boolean required) {

  /** One of these has to be given. */
  public static Choice required(Input<?>... among) {
    return new Choice(Stream.of(among).<ArgSpec>map(Input::spec).toList(), true);
  }

  /** At most one of these may be given. */
  public static Choice optional(Input<?>... among) {
    return new Choice(Stream.of(among).<ArgSpec>map(Input::spec).toList(), false);
  }

  /** Why a command line is refused, if it is. */
  public Optional<DeployError> violatedBy(CommandLine line) {
    List<ArgSpec> given =
        among.stream()
            .filter(each -> each.getValue() != null && !Boolean.FALSE.equals(each.getValue()))
            .toList();
    return given.size() > 1 || (given.isEmpty() && required)
        ? Optional.of(UsageErrors.choice(line, among, given))
        : Optional.empty();
  }
}
