package com.torrust.deployer.domain.preflight;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What facts about a machine mean for the stack of one configuration. */
final class PreflightRules {

  private final MachineFacts facts;
  private final EnvironmentConfig config;
  private final List<MachineFinding> findings = new ArrayList<>();

  PreflightRules(MachineFacts facts, EnvironmentConfig config) {
    this.facts = facts;
    this.config = config;
  }

  /** All findings, the gravest first. */
  List<MachineFinding> findings() {
    findings.sort(Comparator.comparing(MachineFinding::severity).reversed());
    return findings;
  }
}
