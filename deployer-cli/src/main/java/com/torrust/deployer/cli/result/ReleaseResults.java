package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.EnvironmentName;
import com.torrust.deployer.domain.environment.InstalledRelease;
import com.torrust.deployer.json.result.ReleaseDocuments;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.DeployResult;
import com.torrust.deployer.sdk.operation.KeptRelease;
import java.util.List;

/** Results about the releases that a machine keeps. */
public final class ReleaseResults {

  private ReleaseResults() {}

  /** {@code rollback}. */
  public static Result rolledBack(DeployResult result) {
    return Result.of(ResultDocuments.deployed(result), () -> OperationResults.text(result));
  }

  /** {@code releases}, the latest first. */
  public static Result listed(EnvironmentName environment, List<KeptRelease> kept) {
    return Result.of(
        ReleaseDocuments.releases(environment, kept),
        () ->
            kept.isEmpty()
                ? Text.titled("Nothing was released for " + environment + " yet")
                : Text.titled("Releases of " + environment).table(table(kept)));
  }

  private static Table table(List<KeptRelease> kept) {
    Table table = Table.of("Release", "Installed", "Outcome", "Tracker", "Differs in");
    for (KeptRelease each : kept) {
      InstalledRelease release = each.release();
      table.row(
          release.id().value(),
          Parts.time(release.installedAt()),
          Cell.of(
              each.isInForce()
                  ? "in force"
                  : release.outcome() + release.failure().map(code -> " " + code).orElse(""),
              meaning(each)),
          release.images().getOrDefault("tracker", "not known"),
          each.members().isEmpty() ? "nothing" : String.join(", ", each.members()));
    }
    return table;
  }

  private static Meaning meaning(KeptRelease each) {
    if (each.release().failure().isPresent()) {
      return Meaning.BAD;
    }
    return each.isInForce() ? Meaning.GOOD : Meaning.MINOR;
  }
}
