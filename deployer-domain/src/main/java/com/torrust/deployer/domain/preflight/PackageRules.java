package com.torrust.deployer.domain.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packages and units that somebody has treated in a special way; they are left as they are. */
final class PackageRules {

  private PackageRules() {}

  static Stream<MachineFinding> findings(MachineFacts facts) {
    PackageFacts packages = facts.packages();
    List<MachineFinding> findings = new ArrayList<>();
    if (!packages.unfinished().isEmpty()) {
      findings.add(
          MachineFinding.warning(
              "configure.packages_unfinished",
              "dpkg has not finished with "
                  + String.join(", ", packages.unfinished())
                  + ", and says so with every package that is installed",
              "finish or remove it: dpkg --configure -a"));
    }
    if (!packages.held().isEmpty()) {
      findings.add(
          MachineFinding.fine(
              "machine.packages_held",
              "held packages stay as they are: " + String.join(", ", packages.held())));
    }
    List<String> masked =
        packages.maskedUnits().stream().filter(unit -> !unit.startsWith("docker.")).toList();
    if (!masked.isEmpty()) {
      findings.add(
          MachineFinding.warning(
              "configure.service_masked",
              "somebody has switched off for good: " + String.join(", ", masked),
              "it stays so; if that was not meant: systemctl unmask UNIT"));
    }
    return findings.stream();
  }
}
