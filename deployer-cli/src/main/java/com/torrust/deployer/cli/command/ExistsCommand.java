package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;

/** {@code exists}. */
public final class ExistsCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();

  @Override
  public Synopsis synopsis() {
    return Synopsis.of(
            "exists", "Print true or false: whether an environment of that name is stored.")
        .addDetails(
            "Both answers end with exit code 0. A destroyed environment exists until it is purged.")
        .addExamples(new Example("exists demo", "is the name taken?"))
        .addInputs(environment)
        .schema("exists")
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(deployer::exists)
                .map(exists -> new Result.Literal(exists.toString())));
  }
}
