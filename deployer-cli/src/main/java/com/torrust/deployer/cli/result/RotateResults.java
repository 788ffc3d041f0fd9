package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Table.Cell;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.service.SecretProof.Answer;
import com.torrust.deployer.json.result.RotateDocuments;
import com.torrust.deployer.sdk.operation.RotateResult;
import com.torrust.deployer.sdk.operation.RotateResult.Rotated;
import java.nio.file.Path;

/** The result of {@code rotate}. */
public final class RotateResults {

  private RotateResults() {}

  /** What was given another value, where that is now, and how the services take both. */
  public static Result rotated(RotateResult result, Path workingDirectory) {
    return Result.of(
        RotateDocuments.rotated(result, workingDirectory), () -> text(result, workingDirectory));
  }

  private static Text text(RotateResult result, Path workingDirectory) {
    Table table = Table.of("Secret", "New value", "Former value");
    for (Rotated each : result.secrets()) {
      table.row(
          each.name(),
          answer(each.present(), Answer.ACCEPTED),
          answer(each.former(), Answer.REFUSED));
    }
    return Text.titled("Rotated the secrets of " + result.environment().name())
        .table(table)
        .line(
            "The new values are in the stored configuration, below 'config' in "
                + RotateDocuments.state(result, workingDirectory)
                + "; a configuration file of your own still has the former ones.");
  }

  private static Cell answer(Answer answer, Answer wanted) {
    return Cell.of(
        RotateDocuments.word(answer),
        answer == wanted
            ? Meaning.GOOD
            : answer == Answer.UNKNOWN ? Meaning.DOUBTFUL : Meaning.BAD);
  }
}
