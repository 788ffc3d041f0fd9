package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.service.CheckResult;
import java.util.List;

/**
 * What {@code test} found. A negative report is a result, not an error.
 *
 * @param environment what was tested
 * @param address where it is
 * @param checks every check with its answer
 * @param security what protects the machine and the stack, item by item, as the machine itself
 *     found it; empty when it was not asked. An item that does not hold leaves the test passed
 */
public record TestReport(
    EnvironmentName environment,
    HostAddress address,
    List<CheckResult> checks,
    List<CheckResult> security) {

  /** Copies the lists. */
  public TestReport {
    checks = List.copyOf(checks);
    security = List.copyOf(security);
  }

  /** Without a look at security. */
  public TestReport(EnvironmentName environment, HostAddress address, List<CheckResult> checks) {
    this(environment, address, checks, List.of());
  }

  /** Whether no check failed; warnings do not count. */
  public boolean passed() {
    return checks.stream().noneMatch(CheckResult::failed);
  }
}
