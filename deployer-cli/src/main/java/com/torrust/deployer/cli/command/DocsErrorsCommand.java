package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.json.ErrorCatalogue;
import io.vavr.control.Either;
import java.util.List;

/** {@code docs errors}. */
final class DocsErrorsCommand implements Command {

  private final Input<String> code =
      Input.positional(0, String.class, Input.TEXT)
          .label("<CODE>")
          .optional()
          .says("Explain only this code.");
  private final Input<Boolean> markdown =
      Input.flag("Print the page of the documentation instead.", "--markdown");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("errors", "Explain error codes.")
        .addExamples(
            new Example("docs errors", "every code with its meaning and remedy"),
            new Example("docs errors lock.held", "what does this error mean?"))
        .addInputs(code, markdown)
        .schema("errors")
        .exitCodes(List.of(3))
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    ErrorCatalogue catalogue = ErrorCatalogue.embedded();
    if (markdown.isOn()) {
      return invocation.answer(
          deployer ->
              Either.right(
                  new Result.Literal(Reference.text(Reference.ERRORS_PAGE).stripTrailing())));
    }
    return invocation.answer(
        deployer ->
            code.given()
                .map(word -> explain(catalogue, word))
                .orElseGet(() -> Either.right(FileResults.errors(catalogue.entries()))));
  }

  private static Either<DeployError, Result> explain(ErrorCatalogue catalogue, String code) {
    return catalogue
        .find(code)
        .<Either<DeployError, Result>>map(entry -> Either.right(FileResults.errors(List.of(entry))))
        .orElseGet(() -> Either.left(unknown(catalogue, code)));
  }

  private static DeployError unknown(ErrorCatalogue catalogue, String code) {
    ImmutableDeployError.Builder error =
        DeployError.because(
            "docs.code_unknown", ErrorKind.NOT_FOUND, "there is no error code " + Excerpt.of(code));
    NearestNames.of(code, catalogue.entries().stream().map(ErrorCatalogue.Entry::code).toList())
        .forEach(near -> error.addRemedies(Remedy.advice("did you mean '" + near + "'?")));
    return error
        .addRemedies(Remedy.advice("see all of them: torrust-tracker-deployer docs errors"))
        .build();
  }
}
