package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.nio.file.Path;
import java.util.List;

/** {@code validate}. */
public final class ValidateCommand implements Command {

  private final Input<Path> envFile = EnvFile.option().required().says("JSON configuration file.");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of(
            "validate", "Check a configuration file against every rule; touches nothing.")
        .addDetails(
            "Everything that is wrong is told at once, each with its place, rule and remedy. The"
                + " same rules hold for 'create environment'.")
        .addDetails("A negative report is a result on standard output and ends with exit code 5.")
        .addExamples(new Example("validate --env-file demo.json", "is the file all right?"))
        .addInputs(envFile)
        .schema("validate")
        .exitCodes(List.of(5))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer -> FileResults.validated(envFile.value(), deployer.validate(envFile.value())));
  }
}
