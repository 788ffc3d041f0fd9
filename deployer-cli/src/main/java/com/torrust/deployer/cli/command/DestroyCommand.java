package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.Destroyed;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.sdk.Deployer;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;

/** {@code destroy}. */
public final class DestroyCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<Boolean> yes = Input.flag("Do not ask.", "-y", "--yes");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("destroy", "Remove the machine and everything that came with it.")
        .addDetails(
            "Done is done only when the provider itself lists nothing under the environment's label"
                + " any more. A registered machine is left untouched, with all that runs on it."
                + " State, traces and history stay until 'purge'.")
        .addDetails("On a terminal the name has to be typed; elsewhere --yes has to be given.")
        .addExamples(
            new Example("destroy demo", "take everything down"),
            new Example("destroy demo --yes", "the same in a script"))
        .addInputs(environment, yes)
        .effect(Effect.DESTROYS)
        .leadsTo("destroyed")
        .schema("destroy")
        .exitCodes(List.of(3, 6, 7, 8, 10, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    Either<DeployError, EnvironmentName> named = EnvironmentArgument.parse(environment.value());
    Invocation.Operation destroy =
        (deployer, settings) ->
            named
                .flatMap(name -> deployer.destroy(name, settings))
                .map(OperationResults::destroyed);
    return yes.isOn()
        ? invocation.operate(destroy)
        : invocation.confirm(
            deployer -> named.flatMap(name -> confirmed(invocation, deployer, name)), destroy);
  }

  private static Either<DeployError, EnvironmentName> confirmed(
      Invocation invocation, Deployer deployer, EnvironmentName name) {
    return deployer
        .show(name)
        .flatMap(
            view ->
                view.environment() instanceof Destroyed
                    ? Either.right(name)
                    : new Confirmation(invocation.console())
                        .ask(name, "destroy", vanishing(view.environment())));
  }

  private static List<String> vanishing(Environment environment) {
    List<String> things = new ArrayList<>();
    String provider = environment.config().provider().displayName();
    environment
        .knownMachine()
        .ifPresentOrElse(
            machine -> things.add(machine(machine, provider)),
            () -> things.add("whatever carries the environment's label at " + provider));
    return things;
  }

  private static String machine(Machine machine, String provider) {
    return machine.isManaged()
        ? "the machine '"
            + machine.name()
            + "' at "
            + provider
            + " ("
            + machine.address()
            + ") with all its data"
        : "nothing on the registered machine " + machine.address() + ", which is left as it is";
  }
}
