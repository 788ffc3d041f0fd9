package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Results;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.sdk.Deployer;
import com.torrust.deployer.sdk.RenderResult;
import com.torrust.deployer.sdk.RenderTarget;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code render}. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Write all artifacts of an environment or a configuration file to a folder.")
public final class RenderCommand implements Callable<Integer> {

  private final Invocation invocation;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--instance-ip",
      required = true,
      paramLabel = "<IP_ADDRESS>",
      description = "Address of the machine, as it will stand in the inventory.")
  private String instanceIp = "";

  @Option(
      names = {"-o", "--output-dir"},
      required = true,
      paramLabel = "<PATH>",
      description = "Where to write; must not exist unless --force is given.")
  private Path outputDir = Path.of("");

  @Option(names = "--force", description = "Write into an existing folder.")
  private boolean force;

  /** A command of this run. */
  public RenderCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** What is rendered. */
  static final class Source {

    @Option(names = "--env-name", paramLabel = "<NAME>", description = "A stored environment.")
    private String envName;

    @Option(
        names = {"-f", "--env-file"},
        paramLabel = "<FILE>",
        description = "A configuration file; nothing is stored.")
    private Path envFile;

    private String describe() {
      return envFile == null ? "Environment: " + envName : "Config file: " + envFile;
    }
  }

  @Override
  public Integer call() {
    return invocation.answer(
        deployer ->
            RegisterCommand.Addresses.parse(instanceIp)
                .flatMap(
                    address ->
                        render(deployer, new RenderTarget(address, outputDir, force))
                            .map(result -> Results.rendered(result, source.describe(), address))));
  }

  private Either<DeployError, RenderResult> render(Deployer deployer, RenderTarget target) {
    return Optional.ofNullable(source.envFile)
        .map(
            file ->
                deployer.validate(file).flatMap(parsed -> deployer.render(parsed.config(), target)))
        .orElseGet(
            () -> Invocation.name(source.envName).flatMap(name -> deployer.render(name, target)));
  }
}
