package com.torrust.deployer.cli.output;

import java.io.PrintStream;
import java.util.Optional;

/**
 * The two streams of the program. Standard output carries the result and nothing else. Write errors are ignored: a
 * reader that went away does not make an operation fail.
 */
public final class Console {

  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final int verbosity;
  private final Theme theme;

  /** Writes to these streams. */
  public Console(PrintStream out, PrintStream err, boolean json, int verbosity, Theme theme) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.verbosity = verbosity;
    this.theme = theme;
  }

  /** Whether results and errors are JSON. */
  public boolean isJson() {
    return json;
  }

  /** -1 quiet, 0 normal, 1–3 more. */
  public int verbosity() {
    return verbosity;
  }

  /** The symbols. */
  public Theme theme() {
    return theme;
  }

  /** Prints the result. */
  public void result(Result result) {
    Optional<String> literal = result.literal();
    out.println(
        literal.orElseGet(() -> json ? JsonText.pretty(result.document()) : result.text()));
    out.flush();
  }

  /** Tells something on standard error from {@code level} on. */
  public void tell(int level, String line) {
    if (verbosity >= level) {
      err.println(line);
    }
  }

  /** Tells an error, whatever the verbosity. */
  public void error(String text) {
    err.println(text);
  }
}
