package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.CheckResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.sdk.TestOptions;
import java.util.List;

/** {@code test}. */
public final class TestCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<Boolean> announce =
      Input.flag(
          "Announce to every tracker as well, with a reserved info-hash; this changes its"
              + " counters.",
          "--announce");
  private final Input<Boolean> noSsh =
      Input.flag("Ask from outside only, without looking at the machine.", "--no-ssh");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("test", "Ask every service whether it works.")
        .addDetails(
            "All checks are made, whatever the first ones say: trackers, API with its token,"
                + " Grafana, names, and over SSH containers, database and Prometheus. Swarms and"
                + " counters stay as they are unless --announce is given.")
        .addDetails("A negative report is a result on standard output and ends with exit code 9.")
        .addExamples(
            new Example("test demo", "is everything all right?"),
            new Example(
                "test demo --announce --output-format json",
                "the same with announces, for a program"))
        .addInputs(environment, announce, noSsh)
        .effect(Effect.REMOTE_READ)
        .schema("test")
        .exitCodes(List.of(3, 4, 9, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(
                    name ->
                        deployer.test(
                            name, new TestOptions(announce.isOn(), !noSsh.isOn()), settings))
                .map(CheckResults::tested));
  }
}
