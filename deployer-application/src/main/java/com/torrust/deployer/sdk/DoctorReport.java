package com.torrust.deployer.sdk;

import com.torrust.deployer.domain.port.Prerequisite;
import java.util.List;

/**
 * What {@code doctor} found on this computer. A negative report is a result, not an error.
 *
 * @param prerequisites everything that was looked at
 */
public record DoctorReport(List<Prerequisite> prerequisites) {

  /** Copies the list. */
  public DoctorReport {
    prerequisites = List.copyOf(prerequisites);
  }

  /** Whether nothing that is needed is missing; warnings do not count. */
  public boolean passed() {
    return prerequisites.stream().noneMatch(each -> each.result().failed());
  }
}
