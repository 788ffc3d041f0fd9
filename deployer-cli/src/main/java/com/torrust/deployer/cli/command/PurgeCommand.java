package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.EnvironmentView;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;

/** {@code purge}. */
public final class PurgeCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<Boolean> yes =
      Input.flag("Do not ask; --force is the reference's name for it.", "-y", "--yes", "--force");
  private final Input<Boolean> abandon =
      Input.flag(
          "Purge although the machine may live, or although the state cannot be read.",
          "--abandon-resources");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("purge", "Remove all local data of an environment and free its name.")
        .addDetails(
            "Refused while the environment's machine may live: it would go on costing money with"
                + " nobody knowing of it. The history outlives the purge.")
        .addDetails("On a terminal the name has to be typed; elsewhere --yes has to be given.")
        .addExamples(
            new Example("purge demo", "forget a destroyed environment"),
            new Example("purge demo --yes", "the same in a script"))
        .addInputs(environment, yes, abandon)
        .effect(Effect.DESTROYS)
        .isIdempotent(false)
        .addAccepts("created", "destroyed")
        .schema("purge")
        .exitCodes(List.of(3, 4, 8, 10, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    Either<DeployError, EnvironmentName> named = EnvironmentArgument.parse(environment.value());
    Invocation.Operation purge =
        (deployer, settings) ->
            named
                .flatMap(name -> deployer.purge(name, abandon.isOn(), settings))
                .map(OperationResults::purged);
    return yes.isOn()
        ? invocation.operate(purge)
        : invocation.confirm(
            deployer -> named.flatMap(name -> confirmed(invocation, deployer, name)), purge);
  }

  /** Nobody is asked about what will be refused anyway. */
  private Either<DeployError, EnvironmentName> confirmed(
      Invocation invocation, Deployer deployer, EnvironmentName name) {
    Either<DeployError, EnvironmentView> view = deployer.show(name);
    boolean unreadable = view.isLeft() && view.getLeft().kind() == ErrorKind.CORRUPT_STATE;
    if (view.isLeft() && !(unreadable && abandon.isOn())) {
      return Either.left(view.getLeft());
    }
    if (view.isRight() && view.get().mayHoldResources() && !abandon.isOn()) {
      return Either.right(name);
    }
    return new Confirmation(invocation.console())
        .ask(
            name,
            "purge",
            List.of(
                folder(invocation, "data", name) + " with state and traces",
                folder(invocation, "build", name) + " with all artifacts"));
  }

  private static Path folder(Invocation invocation, String part, EnvironmentName name) {
    return invocation.workingDirectory().resolve(part).resolve(name.value());
  }
}
