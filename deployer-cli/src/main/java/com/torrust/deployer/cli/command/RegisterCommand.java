package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.RegisteredResult;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Registration;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** {@code register}. */
public final class RegisterCommand implements Command {

  private static final int HIGHEST_PORT = 65_535;

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<HostAddress> instanceIp =
      InstanceIp.option("IPv4 or IPv6 address of the machine.");
  private final Input<Integer> sshPort =
      Input.option(Integer.class, RegisterCommand::port, "--ssh-port")
          .label("<PORT>")
          .says(
              "SSH port of the machine, if it is not the configured one; it is kept with the"
                  + " environment.");

  private static Integer port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException none) {
      // Told with the same words below.
    }
    throw new TypeConversionException("a whole number from 1 to " + HIGHEST_PORT + " is needed");
  }

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("register", "Adopt an existing machine instead of making one.")
        .addDetails(
            "The machine is only looked at: SSH has to let us in with the configured key, and the"
                + " account has to be root or able to become root without a password. The result"
                + " says what is fine, what 'configure' will change and what one should know; what"
                + " stands in the way refuses the machine, all of it at once. It is never"
                + " destroyed, whatever is done later.")
        .addExamples(
            new Example("register demo --instance-ip 203.0.113.10", "take a machine that is there"),
            new Example(
                "register demo --instance-ip 2001:db8::10 --ssh-port 2222",
                "the same with another SSH port"))
        .addInputs(environment, instanceIp, sshPort)
        .effect(Effect.LOCAL_WRITE)
        .addAccepts("created")
        .leadsTo("provisioned")
        .isIdempotent(false)
        .schema("register")
        .exitCodes(List.of(3, 4, 6, 7, 8, 11))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.operate(
        (deployer, settings) ->
            EnvironmentArgument.parse(environment.value())
                .flatMap(
                    name ->
                        deployer.register(
                            name, new Registration(instanceIp.value(), sshPort.given()), settings))
                .map(RegisteredResult::new));
  }
}
