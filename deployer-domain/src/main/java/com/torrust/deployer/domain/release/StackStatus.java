package com.torrust.deployer.domain.release;

import com.torrust.deployer.domain.environment.ReleaseId;
import com.torrust.deployer.domain.service.CheckResult;
import java.util.List;
import java.util.Optional;

/**
 * The stack as the machine sees it.
 *
 * @param installed the release that is installed, if there is one
 * @param services the containers
 * @param checks what was asked on the machine itself: database login, Prometheus' readiness and the
 *     like
 * @param security what protects the machine and the stack, item by item, as it was found there and
 *     not as it was configured; a newer script may tell of more items
 */
public record StackStatus(
    Optional<ReleaseId> installed,
    List<ServiceStatus> services,
    List<CheckResult> checks,
    List<CheckResult> security) {

  /** Without a look at security. */
  public StackStatus(
      Optional<ReleaseId> installed, List<ServiceStatus> services, List<CheckResult> checks) {
    this(installed, services, checks, List.of());
  }
}
