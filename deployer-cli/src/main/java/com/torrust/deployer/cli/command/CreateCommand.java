package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Results;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Remedy;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code create} and what can be created. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Create an environment, or a file that helps to write one.",
    subcommands = {
      CreateCommand.EnvironmentCommand.class,
      CreateCommand.TemplateCommand.class,
      CreateCommand.SchemaCommand.class,
      CreateCommand.TemplatesCommand.class
    })
public final class CreateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** A subcommand is needed. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** {@code create environment}. */
  @Command(
      name = "environment",
      mixinStandardHelpOptions = true,
      description = "Store a new environment from a configuration file.")
  public static final class EnvironmentCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(
        names = {"-f", "--env-file"},
        required = true,
        paramLabel = "<FILE>",
        description = "JSON configuration file.")
    private Path envFile = Path.of("");

    /** A command of this run. */
    public EnvironmentCommand(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return invocation.operate(
          (deployer, settings) ->
              deployer
                  .validate(envFile)
                  .peek(parsed -> warn(parsed.warnings()))
                  .flatMap(parsed -> deployer.create(parsed.config(), settings))
                  .map(created -> Results.created(created, invocation.workingDirectory())));
    }

    private void warn(List<Finding> warnings) {
      warnings.forEach(
          finding ->
              invocation
                  .console()
                  .tell(
                      0,
                      invocation.console().theme().warning()
                          + " "
                          + finding.pointer()
                          + ": "
                          + finding.message()));
    }
  }

  /** {@code create template}. */
  @Command(
      name = "template",
      mixinStandardHelpOptions = true,
      description = "Write a configuration file with placeholders.")
  public static final class TemplateCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(
        index = "0",
        paramLabel = "<PATH>",
        defaultValue = "environment-template.json",
        description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path path = Path.of("environment-template.json");

    @Option(
        names = {"-p", "--provider"},
        required = true,
        paramLabel = "<PROVIDER>",
        description = "lxd or hetzner.")
    private String provider = "";

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    /** A command of this run. */
    public TemplateCommand(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return invocation.answer(
          deployer ->
              deployer
                  .template(provider)
                  .<Either<DeployError, String>>map(Either::right)
                  .orElseGet(() -> Either.left(unknownProvider()))
                  .flatMap(text -> deployer.export(path, text, force))
                  .map(file -> Results.template(file, provider)));
    }

    private DeployError unknownProvider() {
      return DeployError.of(
          "usage.provider_unknown",
          ErrorKind.USAGE,
          "'" + provider + "' is not a provider",
          Remedy.advice("give lxd or hetzner"));
    }
  }

  /** {@code create schema}. */
  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      description = "Print or write the JSON schema of configuration files.")
  public static final class SchemaCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "<PATH>",
        description = "Where to write; standard output if not given.")
    private Path path;

    @Option(names = "--force", description = "Replace an existing file.")
    private boolean force;

    /** A command of this run. */
    public SchemaCommand(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return invocation.answer(
          deployer ->
              Optional.ofNullable(path)
                  .map(file -> deployer.export(file, deployer.schema(), force).map(Results::written))
                  .orElseGet(() -> Either.right(Result.literal(deployer.schema()))));
    }
  }

  /** {@code create templates}. */
  @Command(
      name = "templates",
      mixinStandardHelpOptions = true,
      description = "Write the embedded templates to a folder, to be changed and given with --templates-dir.")
  public static final class TemplatesCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(
        index = "0",
        paramLabel = "<PATH>",
        defaultValue = "templates",
        description = "Folder to write to (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("templates");

    @Option(names = "--force", description = "Replace existing files.")
    private boolean force;

    /** A command of this run. */
    public TemplatesCommand(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public Integer call() {
      return invocation.answer(
          deployer -> {
            Either<DeployError, Path> last = Either.right(folder);
            for (var template : deployer.templates().entrySet()) {
              last =
                  last.flatMap(
                      done ->
                          deployer.export(
                              folder.resolve(template.getKey()), template.getValue(), force));
            }
            return last.map(done -> Results.written(folder));
          });
    }
  }
}
