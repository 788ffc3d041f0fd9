package com.torrust.deployer.mcp.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.torrust.deployer.domain.config.Secret;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Excerpt;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.domain.secret.SecretReference;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration that a call brings or names. */
final class Configurations {

  private static final JsonMapper JSON = new JsonMapper();

  private final Workbench bench;

  Configurations(Workbench bench) {
    this.bench = bench;
  }

  /** Whether a call brings one. */
  static boolean isIn(Arguments arguments) {
    return arguments.find(CommonArguments.CONFIG).isPresent()
        || arguments.find(CommonArguments.CONFIG_FILE).isPresent();
  }

  /** What to call the configuration in results. */
  static Path name(Arguments arguments) {
    return Path.of(arguments.find(CommonArguments.CONFIG_FILE).orElse("config"));
  }

  /** The configuration; left {@code agent.argument_invalid}, {@code config.*}. */
  Either<DeployError, ParsedConfig> read(Arguments arguments) {
    Optional<Map<String, Object>> config = arguments.find(CommonArguments.CONFIG);
    Optional<String> file = arguments.find(CommonArguments.CONFIG_FILE);
    if (config.isPresent() == file.isPresent()) {
      return Either.left(
          Argument.invalid(
              CommonArguments.CONFIG.name(), "exactly one of config and config_file is needed"));
    }
    Either<DeployError, ParsedConfig> parsed =
        config.isPresent()
            ? text(config.get()).flatMap(bench.deployer()::validate)
            : inside(file.get()).flatMap(bench.deployer()::validate);
    return parsed.flatMap(this::harmless);
  }

  /**
   * No agent decides which program is run or which file is read: a reference to a secret may name a
   * file below the working directory, and no program.
   */
  private Either<DeployError, ParsedConfig> harmless(ParsedConfig parsed) {
    return parsed.config().allSecrets().stream()
        .map(Secret::reference)
        .flatMap(Optional::stream)
        .filter(reference -> !isHarmless(reference))
        .findFirst()
        .<Either<DeployError, ParsedConfig>>map(reference -> Either.left(refused(reference)))
        .orElseGet(() -> Either.right(parsed));
  }

  private boolean isHarmless(SecretReference reference) {
    if (reference instanceof SecretReference.ContentOf content) {
      Path path = content.path().normalize();
      return path.startsWith(bench.workingDirectory())
          && !path.startsWith(bench.workingDirectory().resolve("data"));
    }
    return !(reference instanceof SecretReference.OutputOf);
  }

  private static DeployError refused(SecretReference reference) {
    return DeployError.of(
        "agent.secret_not_allowed",
        ErrorKind.USAGE,
        "an agent cannot bring a configuration whose secret is " + reference.words(),
        Remedy.advice(
            "refer to a variable, to a file below the working directory, or let it be generated"));
  }

  private static Either<DeployError, String> text(Map<String, Object> config) {
    try {
      return Either.right(JSON.writeValueAsString(config));
    } catch (JsonProcessingException impossible) {
      return Either.left(
          Argument.invalid(CommonArguments.CONFIG.name(), "the configuration is not JSON"));
    }
  }

  /** A file that is really below the working directory, through whatever links. */
  private Either<DeployError, Path> inside(String file) {
    Path root = bench.workingDirectory();
    try {
      Path path = root.resolve(file).normalize();
      if (!path.startsWith(root) || path.startsWith(root.resolve("data"))) {
        return Either.left(outside(file));
      }
      Path real = path.toRealPath();
      return real.startsWith(root.toRealPath()) ? Either.right(path) : Either.left(outside(file));
    } catch (InvalidPathException unusable) {
      return Either.left(outside(file));
    } catch (IOException missing) {
      return Either.left(
          DeployError.of(
              "config.file_not_found",
              ErrorKind.USAGE,
              "there is no configuration file " + Excerpt.of(file),
              Remedy.advice("give a path below the server's working directory")));
    }
  }

  private static DeployError outside(String file) {
    return Argument.invalid(
        CommonArguments.CONFIG_FILE.name(),
        Excerpt.of(file) + " is not a configuration file below the server's working directory");
  }
}
