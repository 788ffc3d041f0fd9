package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Finding.Severity;
import com.torrust.deployer.domain.error.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * What became of a document.
 *
 * @param findings errors, warnings and hints in document order
 * @param errors how many errors there are; beyond a hundred not each has a finding
 * @param config the configuration; there exactly when no finding is an error
 */
public record Decoded(List<Finding> findings, int errors, Optional<EnvironmentConfig> config) {

  /** Named in full in one error; the findings hold all of them. */
  private static final int MOST_REMEDIES = 3;

  /** Copies the list. */
  public Decoded {
    findings = List.copyOf(findings);
  }

  /**
   * Why there is no configuration: {@code config.invalid} with all findings, and the remedies of
   * the first errors.
   *
   * @param fact under which the error names where the configuration comes from, such as {@code
   *     path}
   * @param origin where it comes from
   * @throws java.util.NoSuchElementException when no finding is an error
   */
  public DeployError refusal(String fact, String origin) {
    List<Finding> faults =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    String first = faults.stream().findFirst().orElseThrow().message();
    String more = errors == 1 ? "" : " (and " + (errors - 1) + " more)";
    return DeployError.because(
            "config.invalid",
            ErrorKind.CONFIGURATION,
            "configuration '" + origin + "' is refused: " + first + more)
        .putFacts(fact, origin)
        .putFacts("errors", Integer.toString(errors))
        .findings(findings)
        .addAllRemedies(faults.stream().limit(MOST_REMEDIES).map(Decoded::remedy).toList())
        .build();
  }

  private static Remedy remedy(Finding finding) {
    return finding.pointer().isEmpty()
        ? Remedy.advice(finding.remedy())
        : new Remedy.EditConfiguration(finding.pointer(), finding.remedy());
  }
}
