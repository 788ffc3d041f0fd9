package com.torrust.deployer.cli.output;

/** How a result is written. */
public enum OutputFormat {
  TEXT,
  JSON,
  /** Text on a terminal, JSON elsewhere. */
  AUTO;

  /** Whether that means JSON. */
  public boolean isJson(Terminal terminal) {
    return this == JSON || (this == AUTO && !terminal.showsOut());
  }
}
