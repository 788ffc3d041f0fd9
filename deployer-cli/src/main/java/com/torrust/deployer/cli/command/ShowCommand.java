package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.StoredResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code show}. */
public final class ShowCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<Boolean> history =
      Input.flag(
          "Show what was done with the environment instead; it outlives 'purge'.", "--history");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("show", "Show what is known of an environment, without asking the network.")
        .addDetails(
            "State, machine, login, service addresses, images, the last failure with its trace, who"
                + " is at work, and what to do next.")
        .addExamples(
            new Example("show demo", "where is my tracker?"),
            new Example("show demo --history", "what was done with it, and by whom?"))
        .addInputs(environment, history)
        .schema("show")
        .exitCodes(List.of(3, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(
                    name ->
                        history.isOn()
                            ? deployer
                                .history(name)
                                .map(entries -> StoredResults.history(name, entries))
                            : deployer.show(name).map(StoredResults::shown)));
  }
}
