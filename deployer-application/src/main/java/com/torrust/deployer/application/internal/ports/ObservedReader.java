package com.torrust.deployer.application.internal.ports;

import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.ParsedConfig;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;

/** A reader whose configurations make their secrets known before anybody works with them. */
public final class ObservedReader implements ConfigReader {

  private final ConfigReader reader;
  private final KnownSecrets secrets;

  ObservedReader(ConfigReader reader, KnownSecrets secrets) {
    this.reader = reader;
    this.secrets = secrets;
  }

  @Override
  public Either<DeployError, ParsedConfig> read(Path file) {
    return reader.read(file).peek(parsed -> secrets.meet(parsed.config()));
  }

  @Override
  public Either<DeployError, ParsedConfig> parse(String text, String origin) {
    return reader.parse(text, origin).peek(parsed -> secrets.meet(parsed.config()));
  }

  @Override
  public String schema() {
    return reader.schema();
  }

  @Override
  public Optional<String> template(String provider) {
    return reader.template(provider);
  }
}
