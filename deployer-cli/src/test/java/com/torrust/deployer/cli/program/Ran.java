package com.torrust.deployer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * What a program left.
 *
 * @param exitCode how it ended
 * @param out standard output
 * @param err standard error
 */
record Ran(int exitCode, String out, String err) {

  /** That it ended with this code, and whatever happened without a stack trace. */
  Ran expect(int code) {
    assertEquals(code, exitCode, this::toString);
    assertFalse((out + err).contains("\tat "), this::toString);
    return this;
  }
}
