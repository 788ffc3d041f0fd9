package com.torrust.deployer.cli;

/**
 * What a run of the program left.
 *
 * @param exitCode how it ended
 * @param out standard output
 * @param err standard error
 */
record Outcome(int exitCode, String out, String err) {

  /** The last line of standard error. */
  String lastLine() {
    String[] lines = err.stripTrailing().split("\n");
    return lines[lines.length - 1];
  }
}
