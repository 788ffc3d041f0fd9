package com.torrust.deployer.cli.output;

/** How a result is written; spelt as on the command line. */
public enum OutputFormat {
  text,
  json,
  /** Text on a terminal, JSON elsewhere. */
  auto
}
