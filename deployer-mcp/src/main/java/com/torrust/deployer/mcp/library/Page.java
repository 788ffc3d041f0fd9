package com.torrust.deployer.mcp.library;

import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.util.List;
import java.util.function.Function;

/**
 * Something to read, at one address or at all addresses of one form. Immutable.
 *
 * @param address such as {@code torrust://docs/errors}, or {@code torrust://environments/{name}}
 * @param name for programs
 * @param title for people
 * @param description what is in it
 * @param mimeType of the text
 * @param variables what stands in braces in the address, in order
 * @param text gives the text for the values of the variables
 */
public record Page(
    String address,
    String name,
    String title,
    String description,
    String mimeType,
    List<String> variables,
    Function<List<String>, Either<DeployError, String>> text) {

  /** JSON. */
  static final String JSON = "application/json";

  /** Copies the list. */
  public Page {
    variables = List.copyOf(variables);
  }

  /** Whether it has one address. */
  public boolean isFixed() {
    return variables.isEmpty();
  }

  static Page json(
      String address,
      String name,
      String title,
      String description,
      Function<List<String>, Either<DeployError, String>> text,
      String... variables) {
    return new Page(address, name, title, description, JSON, List.of(variables), text);
  }
}
