package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.error.Finding;
import java.nio.file.Path;
import java.util.List;

/** {@code create environment}. */
final class CreateEnvironmentCommand implements Command {

  private final Input<Path> envFile = EnvFile.option().required().says("JSON configuration file.");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("environment", "Store a new environment from a configuration file.")
        .addDetails("Checks the file against every rule and stores it; no machine is touched.")
        .addExamples(
            new Example("create environment --env-file demo.json", "store it for 'deploy'"))
        .addInputs(envFile)
        .effect(Effect.LOCAL_WRITE)
        .isIdempotent(false)
        .leadsTo("created")
        .schema("create-environment")
        .exitCodes(List.of(4, 5, 8))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            deployer
                .validate(envFile.value())
                .flatMap(
                    parsed ->
                        deployer
                            .create(parsed.config(), settings)
                            .peek(created -> warn(invocation.console(), parsed.warnings()))
                            .map(
                                created ->
                                    OperationResults.created(
                                        created,
                                        parsed.warnings(),
                                        invocation.workingDirectory()))));
  }

  private static void warn(Console console, List<Finding> warnings) {
    warnings.forEach(
        finding ->
            console.tell(
                0,
                console.errPage().theme().warning()
                    + " "
                    + console.errPage().palette().paint(Meaning.DOUBTFUL, finding.pointer())
                    + ": "
                    + finding.message()
                    + "; "
                    + finding.remedy()));
  }
}
