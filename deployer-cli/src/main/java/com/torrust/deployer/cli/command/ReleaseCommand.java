package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code release}. */
public final class ReleaseCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<Boolean> adopt = Adoption.option();

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("release", "Install the files of the stack.")
        .addDetails(
            "Everything is rendered first, then sent as one archive and switched to under the"
                + " machine's own lock. Nothing is started; the release before stays for the way"
                + " back.")
        .addDetails(
            "After a failure, an interruption or a power cut, give the same command again: it goes"
                + " on with what is there.")
        .addDetails(Adoption.DETAILS)
        .addExamples(new Example("release demo", "install what the configuration asks for"))
        .addInputs(environment, adopt)
        .effect(Effect.REMOTE_WRITE)
        .addAccepts(
            "configured", "releasing", "release_failed", "released", "run_failed", "running")
        .leadsTo("released")
        .schema("release")
        .exitCodes(List.of(3, 4, 6, 7, 8, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(name -> deployer.release(name, Adoption.of(adopt, settings)))
                .map(OperationResults::phase));
  }
}
