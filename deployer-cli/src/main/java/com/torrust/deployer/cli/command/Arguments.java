package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Arguments and options that several commands have in common, and how their values are read. */
final class Arguments {

  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  private Arguments() {}

  /** The environment that a command is about, the first positional parameter. */
  static Input<String> environment() {
    return Input.positional(0, String.class, Input.TEXT)
        .label("<ENVIRONMENT>")
        .required()
        .says("Name of the environment.");
  }

  /** The same where there are other ways to say what is meant. */
  static Input<String> environment(String description) {
    return Input.positional(0, String.class, Input.TEXT)
        .label("<ENVIRONMENT>")
        .optional()
        .says(description);
  }

  /** The name as typed, or {@code environment.name_invalid}. */
  static Either<DeployError, EnvironmentName> name(String text) {
    return EnvironmentName.parse(text)
        .mapLeft(
            violation ->
                DeployError.of(
                    "environment.name_invalid",
                    ErrorKind.USAGE,
                    violation.message(),
                    Remedy.advice(violation.remedy())));
  }

  /** The option that names a configuration file. */
  static Input.Builder<Path> envFile() {
    return Input.option(Path.class, Input.PATH, "-f", "--env-file").label("<FILE>");
  }

  /** Where to write. */
  static Input.Builder<Path> path() {
    return Input.positional(0, Path.class, Input.PATH).label("<PATH>").optional();
  }

  /** Replaces what is there. */
  static Input<Boolean> force(String description) {
    return Input.flag(description, "--force");
  }

  /** The option that names the address of a machine. */
  static Input<HostAddress> instanceIp(String description) {
    return Input.option(HostAddress.class, Arguments::address, "--instance-ip")
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

  /** Reads the fingerprint of a host key. */
  static String fingerprint(String text) {
    if (FINGERPRINT.matcher(text).matches()) {
      return text;
    }
    throw new TypeConversionException(
        "SHA256: and 43 characters of Base64 are needed, such as 'ssh-keygen -l' prints");
  }

  /** Reads whole numbers from 1 on. */
  static ITypeConverter<Integer> upTo(int most) {
    return text -> {
      try {
        int number = Integer.parseInt(text);
        if (number >= 1 && number <= most) {
          return number;
        }
      } catch (NumberFormatException none) {
        // Refused in the same words below.
      }
      throw new TypeConversionException("a whole number from 1 to " + most + " is needed");
    };
  }
}
