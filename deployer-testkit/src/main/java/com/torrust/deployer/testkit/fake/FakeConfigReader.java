package com.torrust.deployer.testkit.fake;

import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.ParsedConfig;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configurations by name: a text or the file name before {@code .json} is the name of one that was
 * laid down.
 */
public final class FakeConfigReader implements ConfigReader {

  private final Map<String, EnvironmentConfig> configs = new HashMap<>();

  FakeConfigReader() {}

  /** Lays down a configuration under its environment's name. */
  public FakeConfigReader with(EnvironmentConfig config) {
    configs.put(config.name().value(), config);
    return this;
  }

  @Override
  public Either<DeployError, ParsedConfig> read(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.json$", "");
    return configs.containsKey(name)
        ? parse(name, file.toString())
        : Either.left(
            DeployError.because(
                    "config.file_not_found", ErrorKind.USAGE, "there is no file '" + file + "'")
                .putFacts("path", file.toString())
                .addRemedies(Remedy.advice("check the path"))
                .build());
  }

  @Override
  public Either<DeployError, ParsedConfig> parse(String text, String origin) {
    EnvironmentConfig config = configs.get(text);
    return config == null
        ? Either.left(
            DeployError.because(
                    "config.invalid", ErrorKind.CONFIGURATION, "'" + origin + "' is not valid")
                .build())
        : Either.right(new ParsedConfig(config, List.of()));
  }

  @Override
  public String schema() {
    return "{}";
  }

  @Override
  public Optional<String> template(String provider) {
    return provider.equals("lxd") ? Optional.of("{}") : Optional.empty();
  }
}
