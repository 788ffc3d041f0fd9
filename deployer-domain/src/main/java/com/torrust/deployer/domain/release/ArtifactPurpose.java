package com.torrust.deployer.domain.release;

/** What rendered files are for: the work that needs them. */
public enum ArtifactPurpose {
  /** To make and remove the machine: input of the provisioner, stays on this computer. */
  PROVISION,
  /** To configure the machine: input of the configurator, stays on this computer. */
  CONFIGURE,
  /** To run there: the stack with the scripts that operate it. */
  STACK
}
