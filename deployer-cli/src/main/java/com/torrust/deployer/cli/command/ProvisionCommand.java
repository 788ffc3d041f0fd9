package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import java.util.List;

/** {@code provision}. */
public final class ProvisionCommand implements Command {

  private final Input<String> environment = EnvironmentArgument.required();

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("provision", "Make the machine and wait until it is booted.")
        .addDetails(
            "Keys, tools and provider are checked before anything costs money. The machine is made"
                + " by OpenTofu, on LXD or at Hetzner Cloud, then waited for until it lets us in by"
                + " SSH and cloud-init is done. A machine that exists is taken over, never"
                + " replaced.")
        .addDetails(
            "After a failure, an interruption or a power cut, give the same command again: it goes"
                + " on with what is there.")
        .addExamples(new Example("provision demo", "make the machine of the environment 'demo'"))
        .addInputs(environment)
        .effect(Effect.SPENDS_MONEY)
        .addAccepts("created", "provisioning", "provision_failed")
        .leadsTo("provisioned")
        .schema("provision")
        .exitCodes(List.of(3, 4, 6, 7, 8, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(name -> deployer.provision(name, settings))
                .map(OperationResults::provisioned));
  }
}
