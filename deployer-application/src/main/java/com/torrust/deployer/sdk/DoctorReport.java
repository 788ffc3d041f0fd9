package com.torrust.deployer.sdk;

import com.torrust.deployer.domain.port.Prerequisite;
import com.torrust.deployer.domain.preflight.MachineReport;
import java.util.List;
import java.util.Optional;

/**
 * What {@code doctor} found on this computer, and on the machine of an environment. A negative
 * report is a result, not an error.
 *
 * @param prerequisites everything that was looked at on this computer
 * @param machine what the machine is like; empty without an environment, and when it has no machine
 *     or does not let us in, which stands among the prerequisites
 */
public record DoctorReport(List<Prerequisite> prerequisites, Optional<MachineReport> machine) {

  /** Copies the list. */
  public DoctorReport {
    prerequisites = List.copyOf(prerequisites);
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
