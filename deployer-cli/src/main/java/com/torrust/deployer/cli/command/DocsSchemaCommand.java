package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import com.torrust.deployer.json.Schemas;
import io.vavr.control.Either;
import picocli.CommandLine.TypeConversionException;

/** {@code docs schema}. */
final class DocsSchemaCommand implements Command {

  private final Input<String> name =
      Input.positional(0, String.class, DocsSchemaCommand::schema)
          .label("<SCHEMA>")
          .required()
          .candidates(Schemas.NAMES)
          .says("Name of the schema: of a command's result, error or event.");

  private static String schema(String name) {
    return Schemas.find(name).orElseThrow(() -> new TypeConversionException("no such schema"));
  }

  @Override
  public Synopsis synopsis() {
    return Synopsis.of("schema", "Print the JSON schema of a result, of errors or of events.")
        .addExamples(
            new Example("docs schema show", "what does 'show' print?"),
            new Example("docs schema error", "what stands in the last line of standard error?"))
        .addInputs(name)
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer -> Either.right(new Result.Literal(name.value().stripTrailing())));
  }
}
