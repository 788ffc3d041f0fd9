package com.torrust.deployer.domain.environment;

import java.util.Arrays;
import java.util.Optional;

/** The fifteen states by name. */
public enum StateName {
  CREATED("created", "Created", "Created"),
  PROVISIONING("provisioning", "Provisioning", "Provisioning"),
  PROVISIONED("provisioned", "Provisioned", "Provisioned"),
  CONFIGURING("configuring", "Configuring", "Configuring"),
  CONFIGURED("configured", "Configured", "Configured"),
  RELEASING("releasing", "Releasing", "Releasing"),
  RELEASED("released", "Released", "Released"),
  RUNNING("running", "Running", "Running"),
  DESTROYING("destroying", "Destroying", "Destroying"),
  DESTROYED("destroyed", "Destroyed", "Destroyed"),
  PROVISION_FAILED("provision_failed", "Provision Failed", "ProvisionFailed"),
  CONFIGURE_FAILED("configure_failed", "Configure Failed", "ConfigureFailed"),
  RELEASE_FAILED("release_failed", "Release Failed", "ReleaseFailed"),
  RUN_FAILED("run_failed", "Run Failed", "RunFailed"),
  DESTROY_FAILED("destroy_failed", "Destroy Failed", "DestroyFailed");

  private final String text;
  private final String displayName;
  private final String tag;

  StateName(String text, String displayName, String tag) {
    this.text = text;
    this.displayName = displayName;
    this.tag = tag;
  }

  /** The name for programs: {@code provision_failed}. */
  public String text() {
    return text;
  }

  /** The name for people: {@code Provision Failed}. */
  public String displayName() {
    return displayName;
  }

  /** The name in the reference's state files: {@code ProvisionFailed}. */
  public String tag() {
    return tag;
  }

  /** The state with that name for programs. */
  public static Optional<StateName> find(String text) {
    return Arrays.stream(values()).filter(state -> state.text.equals(text)).findFirst();
  }
}
