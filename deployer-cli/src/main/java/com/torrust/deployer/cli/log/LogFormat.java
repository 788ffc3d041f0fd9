package com.torrust.deployer.cli.log;

/** Layout of log lines. */
public enum LogFormat {
  /** Several lines for each entry. */
  PRETTY,
  /** One JSON object a line. */
  JSON,
  /** One line for each entry. */
  COMPACT
}
