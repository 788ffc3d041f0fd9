package com.torrust.deployer.sdk.operation;

import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.preflight.MachineReport;
import com.torrust.deployer.domain.service.CheckResult;
import java.util.List;
import java.util.Optional;

/**
 * What {@code doctor} found on this computer, and on the machine of an environment. A negative
 * report is a result, not an error.
 *
 * @param prerequisites everything that was looked at on this computer
 * @param machine what the machine is like; empty without an environment, and when it has no machine
 *     or does not let us in, which stands among the prerequisites
 * @param security what protects the machine and the stack, item by item, as the machine itself
 *     found it; empty when no stack was released there. An item that does not hold leaves the
 *     report positive
 */
public record DoctorReport(
    List<Prerequisite> prerequisites, Optional<MachineReport> machine, List<CheckResult> security) {

  /** Copies the lists. */
  public DoctorReport {
    prerequisites = List.copyOf(prerequisites);
    security = List.copyOf(security);
  }

  /** Without a look at security. */
  public DoctorReport(List<Prerequisite> prerequisites, Optional<MachineReport> machine) {
    this(prerequisites, machine, List.of());
  }

  /**
   * Whether nothing that is needed is missing and nothing stands in the way; warnings do not count.
   * A report for which nothing was looked at has not passed.
   */
  public boolean passed() {
    return !prerequisites.isEmpty()
        && machine.map(MachineReport::passed).orElse(true)
        && prerequisites.stream().noneMatch(each -> each.result().failed());
  }
}
