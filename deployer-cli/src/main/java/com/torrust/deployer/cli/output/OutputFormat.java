package com.torrust.deployer.cli.output;

/** How a result is written. */
public enum OutputFormat {
  TEXT,
  JSON,
  /** Text on a terminal, JSON elsewhere. */
  AUTO
}
