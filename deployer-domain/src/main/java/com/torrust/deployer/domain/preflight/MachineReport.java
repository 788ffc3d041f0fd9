package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.Machine;
import com.torrust.deployer.domain.preflight.MachineFinding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a machine is like, and what that means for the stack of one configuration.
 *
 * @param facts as they were found
 * @param findings what follows from them, the gravest first
 */
public record MachineReport(MachineFacts facts, List<MachineFinding> findings) {

  /** Copies the list. */
  public MachineReport {
    findings = List.copyOf(findings);
  }

  /** Judges facts for a configuration. */
  public static MachineReport of(MachineFacts facts, EnvironmentConfig config) {
    return new MachineReport(facts, PreflightRules.findings(facts, config));
  }

  /** Whether nothing stands in the way. */
  public boolean passed() {
    return blocking().isEmpty();
  }

  /** What stands in the way. */
  public List<MachineFinding> blocking() {
    return of(Severity.BLOCKING);
  }

  /**
   * The error for a machine that is not fit: the code of what stands in the way, or {@code
   * machine.unsuitable} with all of it when it is more than one thing; nothing when nothing does.
   */
  public Optional<DeployError> refusal(Machine machine) {
    List<MachineFinding> blocking = blocking();
    if (blocking.isEmpty()) {
      return Optional.empty();
    }
    boolean single = blocking.size() == 1;
    MachineFinding first = blocking.get(0);
    return Optional.of(
        DeployError.because(
                single ? first.code().value() : "machine.unsuitable",
                first.kind(),
                single
                    ? first.message()
                    : blocking.size()
                        + " things on '"
                        + machine.address()
                        + "' stand in the way; nothing was changed")
            .putFacts("host", machine.address().value())
            .addAllFindings(blocking.stream().map(MachineFinding::asFinding).toList())
            .addAllRemedies(
                blocking.stream()
                    .filter(each -> !each.remedy().isEmpty())
                    .map(each -> Remedy.advice(each.remedy()))
                    .toList())
            .build());
  }

  /** The findings of one severity. */
  public List<MachineFinding> of(Severity severity) {
    return findings.stream().filter(each -> each.severity() == severity).toList();
  }
}
