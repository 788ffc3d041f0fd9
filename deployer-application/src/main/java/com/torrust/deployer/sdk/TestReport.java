package com.torrust.deployer.sdk;

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
 */
public record TestReport(
    EnvironmentName environment, HostAddress address, List<CheckResult> checks) {

  /** Copies the list. */
  public TestReport {
    checks = List.copyOf(checks);
  }

  /** Whether no check failed; warnings do not count. */
  public boolean passed() {
    return checks.stream().noneMatch(CheckResult::failed);
  }
}
