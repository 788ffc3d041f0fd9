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

  /** Whether an operation failed and the state keeps why. */
  public boolean isFailure() {
    return switch (this) {
      case PROVISION_FAILED, CONFIGURE_FAILED, RELEASE_FAILED, RUN_FAILED, DESTROY_FAILED -> true;
      default -> false;
    };
  }

  /**
   * The phase that leads on from the state. A running stack is run again: that changes nothing on a
   * healthy machine and is the only way to know that it is one. From a destruction nothing leads
   * on; the first phase refuses it with the right explanation.
   */
  public OperationKind leadsOnBy() {
    return switch (this) {
      case CREATED, PROVISIONING, PROVISION_FAILED, DESTROYING, DESTROYED, DESTROY_FAILED ->
          OperationKind.PROVISION;
      case PROVISIONED, CONFIGURING, CONFIGURE_FAILED -> OperationKind.CONFIGURE;
      case CONFIGURED, RELEASING, RELEASE_FAILED -> OperationKind.RELEASE;
      case RELEASED, RUNNING, RUN_FAILED -> OperationKind.RUN;
    };
  }

  /** The state with that name for programs. */
  public static Optional<StateName> find(String text) {
    return Arrays.stream(values()).filter(state -> state.text.equals(text)).findFirst();
  }
}
