package com.torrust.deployer.testkit.fake;

/**
 * The end of a process by {@code kill -9}, as far as Java can play it: thrown at one point and
 * again at every later one, so that no clean-up of the dying operation has an effect. An {@link
 * Error}, so that nothing catches it by mistake.
 */
public final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  Killed(String point) {
    super("killed at " + point, null, false, false);
  }
}
