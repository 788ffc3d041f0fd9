package com.torrust.deployer.domain.config;

import io.vavr.control.Either;

/** Name of a machine: 1–63 ASCII letters, digits and dashes, beginning with a letter, not ending with a dash. */
public final class InstanceName {

  private final String value;

  private InstanceName(String value) {
    this.value = value;
  }

  /** The only door: the value, or the first rule of R18–R22 that the text breaks. */
  public static Either<Violation, InstanceName> parse(String text) {
    return NameRules.instanceName(text).map(InstanceName::new);
  }

  /** The name that a machine has unless the configuration gives another one. */
  public static InstanceName derivedFrom(EnvironmentName environment) {
    return new InstanceName("torrust-tracker-vm-" + environment.value());
  }

  /** The text. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstanceName that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
