package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.StoredResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.environment.StateName;
import com.torrust.deployer.domain.port.EnvironmentStore.Stored;
import java.util.Arrays;
import picocli.CommandLine.TypeConversionException;

/** {@code list}. */
public final class ListCommand implements Command {

  private final Input<StateName> state =
      Input.option(StateName.class, ListCommand::state, "--state")
          .label("<STATE>")
          .candidates(Arrays.stream(StateName.values()).map(StateName::text).toList())
          .says("Only environments in this state.");

  private static StateName state(String text) {
    return StateName.find(text).orElseThrow(() -> new TypeConversionException("no such state"));
  }

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("list", "List all environments, by name.")
        .addDetails(
            "An environment whose state cannot be read is told with the reason, and does not make"
                + " the command fail.")
        .addExamples(
            new Example("list", "what is there?"),
            new Example(
                "list --state running --output-format json", "the running ones, for a program"))
        .addInputs(state)
        .schema("list")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer ->
            deployer
                .list()
                .map(
                    stored ->
                        StoredResults.listed(
                            stored.stream().filter(this::isWanted).toList(),
                            invocation.workingDirectory().resolve("data"))));
  }

  private boolean isWanted(Stored stored) {
    return state
        .given()
        .map(
            wanted ->
                stored.environment().map(found -> found.stateName() == wanted).getOrElse(true))
        .orElse(true);
  }
}
