package com.torrust.deployer.domain.error;

/**
 * One thing to do about an error, as data: the front end words it with its own command and option
 * names.
 */
public sealed interface Remedy {

  /**
   * Run one of our operations on the environment that the error is about.
   *
   * @param operation the operation's name, the same in SDK, CLI and documents: {@code provision},
   *     {@code show} …
   * @param arguments further arguments as a command line takes them; may be empty
   */
  record Run(String operation, String arguments) implements Remedy {}

  /**
   * Do something outside of this program.
   *
   * @param text one imperative sentence without a full stop, such as {@code check that LXD is
   *     running}
   */
  record Advice(String text) implements Remedy {}

  /**
   * Change the configuration file.
   *
   * @param pointer JSON pointer of the member to change
   * @param text what to put there
   */
  record EditConfiguration(String pointer, String text) implements Remedy {}

  /** Run {@code operation} on the same environment. */
  static Remedy run(String operation) {
    return new Run(operation, "");
  }

  /** An advice in one imperative sentence. */
  static Remedy advice(String text) {
    return new Advice(text);
  }
}
