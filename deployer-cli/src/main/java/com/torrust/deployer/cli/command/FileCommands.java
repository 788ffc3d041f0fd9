package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.ErrorCatalogue;
import com.torrust.deployer.json.Schemas;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.RenderTarget;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** The commands that write files, or print what could be a file. */
public final class FileCommands {

  private FileCommands() {}

  /** {@code create}: a mere group. */
  public static Command create() {
    return Command.group(
        "create",
        OperationCommands.create(),
        template(),
        printed("create schema", Deployer::schema),
        folder(
            "create templates",
            "templates",
            (deployer, write) -> deployer.templates().flatMap(write)));
  }

  private static Command template() {
    Input<Path> path =
        Arguments.path().defaultsTo("environment-template.json").says("Where to write.");
    Input<String> provider = KnownProviders.option().required().says(KnownProviders.words() + ".");
    Input<Boolean> force = Arguments.force("Replace an existing file.");
    return Command.of(
        "create template",
        List.of(path, provider, force),
        invocation ->
            invocation.answer(
                deployer ->
                    deployer
                        .template(provider.value())
                        .flatMap(
                            template ->
                                deployer.export(
                                    path.value(),
                                    template.orElseThrow(
                                        () ->
                                            new IllegalStateException(
                                                "there is no template for " + provider.value())),
                                    force.isOn()))
                        .map(file -> FileResults.template(file, provider.value()))));
  }

  /** A document that goes to standard output, or to a file if one is named. */
  private static Command printed(
      String command,
      Function<Deployer, Either<DeployError, String>> document,
      Input<?>... options) {
    Input<Path> path = Arguments.path().says("Where to write; standard output unless given.");
    Input<Boolean> force = Arguments.force("Replace an existing file.");
    return Command.of(
        command,
        options.length == 0 ? List.of(path, force) : List.of(path, force, options[0]),
        invocation ->
            invocation.answer(
                deployer ->
                    document
                        .apply(deployer)
                        .flatMap(
                            text ->
                                path.given()
                                    .map(
                                        file ->
                                            new PublicFiles(deployer, invocation.workingDirectory())
                                                .write(file, text, force.isOn())
                                                .map(done -> FileResults.written(done, List.of())))
                                    .orElseGet(() -> Either.right(literal(text))))));
  }

  private static Result literal(String text) {
    return new Result.Literal(text.stripTrailing());
  }

  /** Gives texts by their relative paths to whoever writes them. */
  @FunctionalInterface
  private interface Texts {
    Either<DeployError, Result> give(
        Deployer deployer, Function<Map<String, String>, Either<DeployError, Result>> write);
  }

  /** A folder that is filled with texts of the program. */
  private static Command folder(String command, String usual, Texts texts) {
    Input<Path> folder = Arguments.path().defaultsTo(usual).says("Folder to write to.");
    Input<Boolean> force = Arguments.force("Replace existing files.");
    return Command.of(
        command,
        List.of(folder, force),
        invocation ->
            invocation.answer(
                deployer ->
                    texts.give(
                        deployer,
                        all ->
                            new PublicFiles(deployer, invocation.workingDirectory())
                                .write(folder.value(), all, force.isOn()))));
  }

  /** {@code render}. */
  public static Command render() {
    Input<String> environment = Arguments.environment("Name of a stored environment.");
    Input<String> envName =
        Input.option(String.class, Input.TEXT, "--env-name")
            .label("<NAME>")
            .says("The same as the environment's name alone.");
    Input<Path> envFile = Arguments.envFile().says("A configuration file; nothing is stored.");
    Input<HostAddress> instanceIp =
        Arguments.instanceIp("Address of the machine, as it will stand in the inventory.");
    Input<Path> outputDir =
        Input.option(Path.class, Input.PATH, "-o", "--output-dir")
            .label("<PATH>")
            .required()
            .says("Where to write; must not hold anything unless --force is given.");
    Input<Boolean> force = Arguments.force("Replace what is in the folder.");
    return Command.of(
            "render",
            List.of(environment, envName, envFile, instanceIp, outputDir, force),
            invocation -> {
              RenderTarget target =
                  new RenderTarget(instanceIp.value(), outputDir.value(), force.isOn());
              String stored = environment.given().or(envName::given).orElse("");
              String source =
                  envFile
                      .given()
                      .map(file -> "Config file: " + file)
                      .orElse("Environment: " + stored);
              return invocation.answer(
                  deployer ->
                      envFile
                          .given()
                          .map(file -> deployer.render(file, target))
                          .orElseGet(
                              () ->
                                  Arguments.name(stored)
                                      .flatMap(name -> deployer.render(name, target)))
                          .map(
                              rendered ->
                                  FileResults.rendered(rendered, source, instanceIp.value())));
            })
        .choosing(new Choice(List.of(environment, envName, envFile), true));
  }

  /** {@code docs}: prints the description of all commands; below it are the other documents. */
  public static Command docs() {
    Input<Boolean> markdown =
        Input.flag("Print the page of the documentation for people instead.", "--markdown");
    return printed(
            "docs",
            deployer ->
                Either.right(
                    Reference.text(markdown.isOn() ? Reference.COMMANDS_PAGE : Reference.COMMANDS)),
            markdown)
        .above(
            errors(),
            schema(),
            completion(),
            folder("docs man", "man1", (deployer, write) -> write.apply(Reference.manual())));
  }

  private static Command schema() {
    Input<String> name =
        Input.positional(0, String.class, FileCommands::schema)
            .label("<SCHEMA>")
            .required()
            .candidates(Schemas.NAMES)
            .says("Name of the schema: of a command's result, error or event.");
    return Command.of(
        "docs schema",
        List.of(name),
        invocation -> invocation.answer(deployer -> Either.right(literal(name.value()))));
  }

  private static String schema(String name) {
    return Schemas.find(name).orElseThrow(() -> new TypeConversionException("no such schema"));
  }

  private static Command completion() {
    Input<Shell> shell =
        Input.choice(0, Shell.class).label("<SHELL>").required().says("bash, zsh or fish.");
    return Command.of(
        "docs completion",
        List.of(shell),
        invocation ->
            invocation.answer(
                deployer ->
                    Either.right(
                        literal(Reference.text(Reference.completion(Input.word(shell.value())))))));
  }

  private static Command errors() {
    Input<String> code =
        Input.positional(0, String.class, Input.TEXT)
            .label("<CODE>")
            .optional()
            .says("Explain only this code.");
    Input<Boolean> markdown =
        Input.flag("Print the page of the documentation instead.", "--markdown");
    return Command.of(
        "docs errors",
        List.of(code, markdown),
        invocation ->
            invocation.answer(
                deployer ->
                    markdown.isOn()
                        ? Either.right(literal(Reference.text(Reference.ERRORS_PAGE)))
                        : code.given()
                            .map(word -> explain(ErrorCatalogue.embedded(), word))
                            .orElseGet(
                                () ->
                                    Either.right(
                                        FileResults.errors(ErrorCatalogue.embedded().entries())))));
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
        .addRemedies(Remedy.advice("see all of them: " + Commands.PROGRAM + " docs errors"))
        .build();
  }
}
