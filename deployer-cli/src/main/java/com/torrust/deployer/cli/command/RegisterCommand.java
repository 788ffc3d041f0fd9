package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.sdk.Registration;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code register}. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = "Adopt an existing machine instead of making one; it is never destroyed.")
public final class RegisterCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Mixin private EnvironmentArgument environment = new EnvironmentArgument();

  @Option(
      names = "--instance-ip",
      required = true,
      paramLabel = "<IP_ADDRESS>",
      description = "IPv4 or IPv6 address of the machine.")
  private String instanceIp = "";

  @Option(
      names = "--ssh-port",
      paramLabel = "<PORT>",
      description = "SSH port of the machine, if it is not the configured one.")
  private Integer sshPort;

  /** A command of this run. */
  public RegisterCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return invocation.operate(
        (deployer, settings) ->
            Invocation.name(environment.text())
                .flatMap(
                    name ->
                        registration()
                            .flatMap(machine -> deployer.register(name, machine, settings)))
                .map(Results::registered));
  }

  private Either<DeployError, Registration> registration() {
    Optional<Integer> port = Optional.ofNullable(sshPort);
    if (port.filter(number -> number < 1 || number > 65535).isPresent()) {
      return Either.left(
          DeployError.of(
              "usage.port_invalid",
              ErrorKind.USAGE,
              "'" + sshPort + "' is not a port",
              Remedy.advice("give a number from 1 to 65535")));
    }
    return Addresses.parse(instanceIp).map(address -> new Registration(address, port));
  }

  /** Addresses as typed. */
  static final class Addresses {

    private Addresses() {}

    static Either<DeployError, HostAddress> parse(String text) {
      return HostAddress.parse(text)
          .<Either<DeployError, HostAddress>>map(Either::right)
          .orElseGet(
              () ->
                  Either.left(
                      DeployError.of(
                          "usage.address_invalid",
                          ErrorKind.USAGE,
                          "'" + text + "' is not an IP address",
                          Remedy.advice(
                              "give an IPv4 or IPv6 address without port, such as 203.0.113.10 or 2001:db8::10"))));
    }
  }
}
