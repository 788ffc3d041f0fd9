package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.CheckResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.DoctorOptions;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;

/** {@code doctor}. */
public final class DoctorCommand implements Command {

  private final Input<String> environment =
      EnvironmentArgument.optional(
          "Look at the keys, the provider and the machine of this environment as well.");
  private final Input<String> provider =
      KnownProviders.option()
          .says("Look only at what this provider needs: " + KnownProviders.words() + ".");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("doctor", "Check that this computer has what deploying needs.")
        .addDetails(
            "Tools and their versions, whether LXD and Hetzner Cloud answer, disk and permissions;"
                + " for an environment also whether its key signs, whether its machine could be"
                + " made, and what its machine is like, as 'register' looks at it. Each trouble"
                + " comes with a remedy; nothing is changed or installed.")
        .addDetails(
            "When something that is needed is missing, or something on the machine stands in the"
                + " way, it ends with exit code 6.")
        .addExamples(
            new Example("doctor --provider lxd", "can I deploy to LXD?"),
            new Example("doctor demo", "what would 'provision demo' miss?"))
        .addInputs(environment, provider)
        .effect(Effect.REMOTE_READ)
        .schema("doctor")
        .exitCodes(List.of(3, 6, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            name()
                .flatMap(
                    name ->
                        deployer
                            .doctor(new DoctorOptions(name, provider.given()), settings)
                            .map(report -> CheckResults.doctor(report, name))));
  }

  private Either<DeployError, Optional<EnvironmentName>> name() {
    return environment
        .given()
        .map(text -> EnvironmentArgument.parse(text).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()));
  }
}
