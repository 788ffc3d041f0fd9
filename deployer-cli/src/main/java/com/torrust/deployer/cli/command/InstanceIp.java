package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.machine.HostAddress;
import picocli.CommandLine.TypeConversionException;

/** The option that names the address of a machine. */
final class InstanceIp {

  private InstanceIp() {}

  static Input<HostAddress> option(String description) {
    return Input.option(HostAddress.class, InstanceIp::address, "--instance-ip")
        .label("<IP_ADDRESS>")
        .required()
        .says(description);
  }

  private static HostAddress address(String text) {
    return HostAddress.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "an IPv4 or IPv6 address without port is needed, such as 203.0.113.10 or"
                        + " 2001:db8::10"));
  }
}
