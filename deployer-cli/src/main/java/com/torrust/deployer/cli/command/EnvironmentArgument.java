package com.torrust.deployer.cli.command;

import picocli.CommandLine.Parameters;

/** The environment that a command is about. */
final class EnvironmentArgument {

  @Parameters(index = "0", paramLabel = "<ENVIRONMENT>", description = "Name of the environment.")
  private String name = "";

  String text() {
    return name;
  }
}
