package com.torrust.deployer.cli.command;

import static com.torrust.deployer.cli.command.Action.above;
import static com.torrust.deployer.cli.command.Action.command;
import static com.torrust.deployer.cli.command.Action.envFile;
import static com.torrust.deployer.cli.command.Action.environment;
import static com.torrust.deployer.cli.command.Action.instanceIp;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.result.FileResults;
import com.torrust.deployer.cli.syntax.Choice;
import com.torrust.deployer.cli.syntax.CommandSpecs;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.ValueType;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.ImmutableDeployError;
import com.torrust.deployer.domain.error.NearestNames;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.ErrorCatalogue;
import com.torrust.deployer.json.Scenarios;
import com.torrust.deployer.json.Scenarios.Scenario;
import com.torrust.deployer.json.Schemas;
import com.torrust.deployer.json.result.QuestionnaireDocument;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.operation.RenderTarget;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** The commands that write files, or print what could be a file. */
public final class FileCommands {

  private FileCommands() {}

  /** {@code create}: a mere group. */
  public static CommandSpec create() {
    return above(
        CommandSpecs.group("create"),
        OperationCommands.create(),
        template(),
        printed("schema", Deployer::schema),
        folder("templates", "templates", (deployer, write) -> deployer.templates().flatMap(write)));
  }

  private static CommandSpec template() {
    Input<Path> path = path("environment-template.json", "Where to write.");
    Input<String> provider =
        Input.requiredOption(
            KnownProviders.value(), "<PROVIDER>", KnownProviders.words() + ".", "-p", "--provider");
    Input<Boolean> force = force("Replace an existing file.");
    return command(
        "template",
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
                        .map(file -> FileResults.template(file, provider.value()))),
        path,
        provider,
        force);
  }

  private static Input<Path> path(String fallback, String description) {
    return Input.of(
        ValueType.PATH,
        PositionalParamSpec.builder()
            .paramLabel("<PATH>")
            .defaultValue(fallback)
            .description(Input.withDefault(description, fallback)));
  }

  private static Input<Boolean> force(String description) {
    return Input.flag(description, "--force");
  }

  /** A document that goes to standard output, or to a file if one is named. */
  private static CommandSpec printed(
      String name, Function<Deployer, Either<DeployError, String>> document, Input<?>... options) {
    Input<Path> path =
        Input.parameter(ValueType.PATH, "<PATH>", "Where to write; standard output unless given.");
    Input<Boolean> force = force("Replace an existing file.");
    return command(
        name,
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
                                    .orElseGet(() -> Either.right(literal(text))))),
        Stream.concat(Stream.of(path, force), Stream.of(options)).toArray(Input[]::new));
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
  private static CommandSpec folder(String name, String usual, Texts texts) {
    Input<Path> folder = path(usual, "Folder to write to.");
    Input<Boolean> force = force("Replace existing files.");
    return command(
        name,
        invocation ->
            invocation.answer(
                deployer ->
                    texts.give(
                        deployer,
                        all ->
                            new PublicFiles(deployer, invocation.workingDirectory())
                                .write(folder.value(), all, force.isOn()))),
        folder,
        force);
  }

  /** {@code render}. */
  public static CommandSpec render() {
    Input<String> environment = environment("Name of a stored environment.");
    Input<String> envName =
        Input.option(
            ValueType.TEXT, "<NAME>", "The same as the environment's name alone.", "--env-name");
    Input<Path> envFile = envFile(false, "A configuration file; nothing is stored.");
    Input<HostAddress> instanceIp =
        instanceIp("Address of the machine, as it will stand in the inventory.");
    Input<Path> outputDir =
        Input.requiredOption(
            ValueType.PATH,
            "<PATH>",
            "Where to write; must not hold anything unless --force is given.",
            "-o",
            "--output-dir");
    Input<Boolean> force = force("Replace what is in the folder.");
    return command(
        "render",
        new Action(
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
                                  Action.name(stored)
                                      .flatMap(name -> deployer.render(name, target)))
                          .map(
                              rendered ->
                                  FileResults.rendered(rendered, source, instanceIp.value())));
            },
            List.of(Choice.required(environment, envName, envFile))),
        environment,
        envName,
        envFile,
        instanceIp,
        outputDir,
        force);
  }

  /** {@code docs}: prints the description of all commands; below it are the other documents. */
  public static CommandSpec docs() {
    Input<Boolean> markdown =
        Input.flag("Print the page of the documentation for people instead.", "--markdown");
    return above(
        printed(
            "docs",
            deployer ->
                Either.right(
                    Reference.text(markdown.isOn() ? Reference.COMMANDS_PAGE : Reference.COMMANDS)),
            markdown),
        errors(),
        schema(),
        completion(),
        folder("man", "man1", (deployer, write) -> write.apply(Reference.manual())),
        printed(
            "questionnaire",
            deployer ->
                deployer
                    .interview()
                    .map(interview -> QuestionnaireDocument.tree(interview.tree()).text())),
        folder("skills", ".agents/skills", (deployer, write) -> write.apply(Reference.skills())),
        folder("examples", "examples", (deployer, write) -> write.apply(examples())));
  }

  private static Map<String, String> examples() {
    Map<String, String> files = new LinkedHashMap<>();
    for (Scenario scenario : Scenarios.all()) {
      scenario.files().forEach((file, text) -> files.put(scenario.name() + "/" + file, text));
    }
    return files;
  }

  private static CommandSpec schema() {
    Input<String> name =
        Input.of(
            ValueType.of(String.class, FileCommands::schema).proposing(Schemas.NAMES),
            PositionalParamSpec.builder()
                .paramLabel("<SCHEMA>")
                .required(true)
                .description("Name of the schema: of a command's result, error or event."));
    return command(
        "schema",
        invocation -> invocation.answer(deployer -> Either.right(literal(name.value()))),
        name);
  }

  private static String schema(String name) {
    return Schemas.find(name).orElseThrow(() -> new TypeConversionException("no such schema"));
  }

  private static CommandSpec completion() {
    Input<Shell> shell =
        Input.of(
            ValueType.oneOf(Shell.class),
            PositionalParamSpec.builder()
                .paramLabel("<SHELL>")
                .required(true)
                .description("bash, zsh or fish."));
    return command(
        "completion",
        invocation ->
            invocation.answer(
                deployer ->
                    Either.right(
                        literal(
                            Reference.text(Reference.completion(ValueType.word(shell.value())))))),
        shell);
  }

  private static CommandSpec errors() {
    Input<String> code = Input.parameter(ValueType.TEXT, "<CODE>", "Explain only this code.");
    Input<Boolean> markdown =
        Input.flag("Print the page of the documentation instead.", "--markdown");
    return command(
        "errors",
        invocation ->
            invocation.answer(
                deployer ->
                    markdown.isOn()
                        ? Either.right(literal(Reference.text(Reference.ERRORS_PAGE)))
                        : errors(ErrorCatalogue.embedded(), code)),
        code,
        markdown);
  }

  private static Either<DeployError, Result> errors(ErrorCatalogue catalogue, Input<String> code) {
    return code.given()
        .map(
            word ->
                catalogue
                    .find(word)
                    .<Either<DeployError, List<ErrorCatalogue.Entry>>>map(
                        entry -> Either.right(List.of(entry)))
                    .orElseGet(() -> Either.left(unknown(catalogue, word))))
        .orElseGet(() -> Either.right(catalogue.entries()))
        .map(FileResults::errors);
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
