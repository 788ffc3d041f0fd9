package com.torrust.deployer.mcp.gate;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator allows to agents for as long as the server runs. Immutable.
 *
 * @param capabilities which classes of effects
 * @param environments a pattern of names: {@code *} stands for any number of characters, {@code ?}
 *     for one
 */
public record Permissions(Set<Capability> capabilities, String environments) {

  /** Copies the set. */
  public Permissions {
    capabilities = Set.copyOf(capabilities);
  }

  /** Looking only, at every environment. */
  public static Permissions readOnly() {
    return new Permissions(Set.of(), "*");
  }

  /** Whether a class of effects is allowed. */
  public boolean allow(Capability capability) {
    return capabilities.contains(capability);
  }

  /** Whether an environment may be seen and touched at all. */
  public boolean allow(String environment) {
    String expression =
        environments
            .chars()
            .mapToObj(
                character ->
                    switch (character) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(character));
                    })
            .collect(Collectors.joining());
    return Pattern.matches(expression, environment);
  }

  /** The environment, or {@code agent.environment_not_allowed}. */
  public Either<DeployError, EnvironmentName> admit(EnvironmentName environment) {
    return allow(environment.value())
        ? Either.right(environment)
        : Either.left(
            DeployError.because(
                    "agent.environment_not_allowed",
                    ErrorKind.USAGE,
                    "this server serves environments that match '"
                        + environments
                        + "', and '"
                        + environment
                        + "' does not")
                .putFacts("environment", environment.value())
                .addRemedies(
                    Remedy.advice(
                        "ask the operator to start the server with another --environments"))
                .build());
  }

  /** The environment, or {@code agent.capability_off} when that class of effects is not allowed. */
  public Either<DeployError, EnvironmentName> admit(
      EnvironmentName environment, Capability capability) {
    return admit(environment)
        .filterOrElse(allowed -> allow(capability), allowed -> off(allowed, capability));
  }

  private static DeployError off(EnvironmentName environment, Capability capability) {
    return DeployError.because(
            "agent.capability_off",
            ErrorKind.USAGE,
            "this needs the capability '"
                + capability.text()
                + "', which the operator has not given to this server")
        .putFacts("environment", environment.value())
        .putFacts("capability", capability.text())
        .addRemedies(
            Remedy.advice("ask the operator to start the server with --allow " + capability.text()))
        .build();
  }
}
