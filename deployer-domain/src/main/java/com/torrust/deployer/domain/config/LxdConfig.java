package com.torrust.deployer.domain.config;

import org.immutables.value.Value;

/** A machine on the LXD server of this computer. */
@Value.Immutable
public non-sealed interface LxdConfig extends ProviderConfig {

  /** Image when the configuration names none. */
  String DEFAULT_IMAGE = "ubuntu:24.04";

  /** What kind of instance LXD makes. */
  enum InstanceType {
    VIRTUAL_MACHINE("virtual-machine"),
    CONTAINER("container");

    private final String text;

    InstanceType(String text) {
      this.text = text;
    }

    /** The word in the configuration and in LXD. */
    public String text() {
      return text;
    }
  }

  /** Profile that is made for this environment; it must not exist before. */
  ProfileName profileName();

  /** {@code remote:alias} or a local alias. */
  @Value.Default
  default String image() {
    return DEFAULT_IMAGE;
  }

  /** Kind of instance; a virtual machine unless asked otherwise. */
  @Value.Default
  default InstanceType instanceType() {
    return InstanceType.VIRTUAL_MACHINE;
  }

  @Override
  default String id() {
    return "lxd";
  }

  @Override
  default String displayName() {
    return "LXD";
  }
}
