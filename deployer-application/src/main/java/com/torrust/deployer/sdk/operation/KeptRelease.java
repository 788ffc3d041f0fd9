package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.environment.InstalledRelease;
import java.util.List;

/**
 * A release that can be put back, or that is in force.
 *
 * @param release what is known about it
 * @param isInForce whether its services were proven last
 * @param members JSON pointers of the members in which its configuration differs from the one in
 *     force
 */
public record KeptRelease(InstalledRelease release, boolean isInForce, List<String> members) {

  /** Copies the list. */
  public KeptRelease {
    members = List.copyOf(members);
  }
}
