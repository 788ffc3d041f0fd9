package com.torrust.deployer.domain.provider;

import com.torrust.deployer.domain.config.ProfileName;
import com.torrust.deployer.domain.config.ProviderConfig;
import com.torrust.deployer.domain.config.Secret;
import java.util.Set;
import org.immutables.value.Value;

/** A machine on the LXD server of this computer. */
@Value.Immutable
public interface LxdConfig extends ProviderConfig {

  /** Text of the selector. */
  String ID = "lxd";

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
    return ID;
  }

  @Override
  default String displayName() {
    return "LXD";
  }

  @Override
  default Set<Secret> secrets() {
    return Set.of();
  }
}
