package com.torrust.deployer.domain.port;

import com.torrust.deployer.domain.error.DeployError;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;

/** Turns text into a configuration, strictly, and makes the documents that help to write one. */
public interface ConfigReader {

  /**
   * Reads a file.
   *
   * @return the configuration; on the left {@code config.file_not_found}, {@code
   *     config.not_a_file}, {@code config.unreadable} (kind {@code USAGE}; R1–R3) or {@code
   *     config.invalid} with every finding (R4–R67, X rules)
   */
  Either<DeployError, ParsedConfig> read(Path file);

  /** The same for a text; {@code origin} names it in messages. */
  Either<DeployError, ParsedConfig> parse(String text, String origin);

  /** The JSON schema (draft 2020-12) of the configuration. */
  String schema();

  /**
   * A configuration with placeholders for a provider, or nothing when there is no such provider.
   */
  Optional<String> template(String provider);
}
