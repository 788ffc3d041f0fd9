package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What facts about a machine mean for the stack of one configuration. */
final class PreflightRules {

  private PreflightRules() {}

  /** All findings, the gravest first, otherwise in the order of the rules. */
  static List<MachineFinding> findings(MachineFacts facts, EnvironmentConfig config) {
    return Stream.of(
            SystemRules.findings(facts, config),
            FolderRules.findings(facts, config),
            DockerRules.findings(facts, config),
            PackageRules.findings(facts),
            NetworkRules.findings(facts, config),
            AddressRules.findings(facts.network(), config))
        .flatMap(findings -> findings)
        .sorted(Comparator.comparing(MachineFinding::severity).reversed())
        .toList();
  }
}
