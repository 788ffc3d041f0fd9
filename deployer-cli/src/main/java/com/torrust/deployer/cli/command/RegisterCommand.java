package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.result.OperationResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Effect;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Registration;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** {@code register}. */
public final class RegisterCommand implements Command {

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  private final Input<String> environment = EnvironmentArgument.required();
  private final Input<HostAddress> instanceIp =
      InstanceIp.option("IPv4 or IPv6 address of the machine.");
  private final Input<Integer> sshPort =
      Input.option(Integer.class, RegisterCommand::port, "--ssh-port")
          .label("<PORT>")
          .says(
              "SSH port of the machine, if it is not the configured one; it is kept with the"
                  + " environment.");

  private final Input<String> fingerprint =
      Input.option(String.class, RegisterCommand::fingerprint, "--host-key-fingerprint")
          .label("<SHA256:...>")
          .says(
              "Fingerprint of the host key that the machine has to show, as 'ssh-keygen -l' prints"
                  + " it on the machine. Without it the first key that answers is trusted, unless"
                  + " the configuration gives one.");

  private static String fingerprint(String text) {
    if (FINGERPRINT.matcher(text).matches()) {
      return text;
    }
    throw new TypeConversionException(
        "SHA256: and 43 characters of Base64 are needed, such as 'ssh-keygen -l' prints");
  }

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
                "the same with another SSH port"),
            new Example(
                "register demo --instance-ip 203.0.113.10 --host-key-fingerprint"
                    + " SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDdL1IJR9UyaaH7yGE",
                "only if the machine shows that host key"))
        .addInputs(environment, instanceIp, sshPort, fingerprint)
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
                            name,
                            new Registration(
                                instanceIp.value(), sshPort.given(), fingerprint.given()),
                            settings))
                .map(OperationResults::registered));
  }
}
