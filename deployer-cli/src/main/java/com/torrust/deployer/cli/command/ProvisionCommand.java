package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code provision}. */
@Command(name = "provision", mixinStandardHelpOptions = true, description = "Make the machine and wait until it is booted.")
public final class ProvisionCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  /** A command of this run. */
  public ProvisionCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(name -> deployer.provision(name, settings))
                .map(Results::provisioned));
  }
}
