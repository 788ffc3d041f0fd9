package com.torrust.deployer.domain.plan;

import com.torrust.deployer.domain.environment.OperationKind;

/**
 * One thing that is not as it was left: at the provider or on the machine, by somebody else's hand.
 * What is said about it is cleaned and bounded where it is read.
 *
 * @param kind what kind of thing it is
 * @param subject which one: the path of a file, the name of a service, of a setting, of a resource
 * @param expected how it was left, without a secret
 * @param found how it is now, without a secret
 * @param repairedBy the phase that brings it back; from {@code provision} to {@code run}
 */
public record Drift(
    Kind kind, String subject, String expected, String found, OperationKind repairedBy) {

  /** What can be found changed. */
  public enum Kind {
    /** A machine, profile or firewall at the provider. */
    RESOURCE("resource"),
    /** Which release is installed. */
    RELEASE("release"),
    /** A file of the release or of the machine's configuration. */
    FILE("file"),
    /** What runs by the clock. */
    SCHEDULE("schedule"),
    /** An image, or the image that a container runs. */
    IMAGE("image"),
    /** A container of the stack. */
    CONTAINER("container"),
    /** The machine's firewall. */
    FIREWALL("firewall"),
    /** A setting of the SSH daemon. */
    SSH("ssh"),
    /** A service of the machine itself. */
    UNIT("unit");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The word for it in every output. */
    public String text() {
      return text;
    }
  }

  /** The sentence for people. */
  public String sentence() {
    return "it was " + expected + " and is " + found;
  }
}
