package com.torrust.deployer.adapters.local.config;

import com.torrust.deployer.domain.config.ConfigRules;
import com.torrust.deployer.domain.config.Violation;
import com.torrust.deployer.domain.config.document.ConfigDecoder;
import com.torrust.deployer.domain.config.document.ConfigSchema;
import com.torrust.deployer.domain.config.document.ConfigSecrets;
import com.torrust.deployer.domain.config.document.ConfigTemplate;
import com.torrust.deployer.domain.config.document.Decoded;
import com.torrust.deployer.domain.config.document.Providers;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.error.Remedy;
import com.torrust.deployer.domain.port.ConfigReader;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.json.JsonDocuments;
import com.torrust.deployer.json.JsonProblem;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations in JSON files. Thread-safe; changes no file. */
public final class JsonConfigReader implements ConfigReader {

  private static final int LONGEST_FILE = JsonDocuments.LONGEST_TEXT;

  private final Providers providers;
  private final ConfigDecoder decoder;

  JsonConfigReader(Providers providers, ConfigDecoder decoder) {
    this.providers = providers;
    this.decoder = decoder;
  }

  /**
   * A reader of configurations with these providers that draws passwords from the platform's secure
   * source and warns about key files on this computer.
   */
  public static JsonConfigReader onThisComputer(Providers providers) {
    return seenFrom(providers, Map.of());
  }

  /** The same for a program with these variables: in our image a missing file is explained. */
  static JsonConfigReader seenFrom(Providers providers, Map<String, String> variables) {
    return new JsonConfigReader(
        providers,
        ConfigDecoder.drawingFrom(providers, new SecureRandom())
            .lookingAt(LocalKeyFiles.seenFrom(variables)));
  }

  @Override
  public Either<DeployError, ParsedConfig> read(Path file) {
    return text(file)
        .flatMap(text -> parse(text, file.toString(), decoder.standingIn(folder(file))))
        .map(parsed -> with(with(parsed, openness(file)), plainness(parsed)));
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  private static ParsedConfig with(ParsedConfig parsed, Optional<Finding> finding) {
    List<Finding> all = new ArrayList<>(parsed.warnings());
    finding.ifPresent(all::add);
    return new ParsedConfig(parsed.config(), all);
  }

  /** Said once, whatever the number of secrets. */
  private Optional<Finding> plainness(ParsedConfig parsed) {
    List<String> plain = ConfigSecrets.plain(providers, parsed.config());
    return plain.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ConfigRules.SECRET_PLAIN.broken(String.join(", ", plain)).at("", Optional.empty()));
  }

  /** Most configurations hold secrets. Where nobody can tell who may read it, nothing is said. */
  private static Optional<Finding> openness(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
          ? Optional.of(ConfigRules.READABLE_BY_OTHERS.broken(file).at("", Optional.empty()))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  @Override
  public Either<DeployError, ParsedConfig> parse(String text, String origin) {
    return parse(text, origin, decoder);
  }

  private static Either<DeployError, ParsedConfig> parse(
      String text, String origin, ConfigDecoder decoder) {
    return JsonDocuments.read(text)
        .mapLeft(problem -> refused(origin, malformed(origin, problem)))
        .map(decoder::decode)
        .flatMap(decoded -> accepted(origin, decoded));
  }

  private static Either<DeployError, ParsedConfig> accepted(String origin, Decoded decoded) {
    return decoded
        .config()
        .<Either<DeployError, ParsedConfig>>map(
            config -> Either.right(new ParsedConfig(config, decoded.findings())))
        .orElseGet(() -> Either.left(decoded.refusal("path", origin)));
  }

  private static Either<DeployError, String> text(Path file) {
    if (Files.notExists(file)) {
      return Either.left(unusable(file, ConfigRules.FILE_MISSING.broken(file)));
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      String what = Files.isDirectory(file) ? "a folder" : "not a regular file";
      return Either.left(unusable(file, ConfigRules.NOT_A_FILE.broken(file, what)));
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LONGEST_FILE + 1);
      return bytes.length > LONGEST_FILE ? Either.left(tooLong(file)) : decode(file, bytes);
    } catch (AccessDeniedException denied) {
      return Either.left(
          unreadable(
              file, "permission denied", "check the permissions of the file and its folders"));
    } catch (IOException failed) {
      return Either.left(unreadable(file, failed.getMessage(), "check the file and its disk"));
    }
  }

  private static Either<DeployError, String> decode(Path file, byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      return Either.right(StandardCharsets.UTF_8.newDecoder().decode(rest).toString());
    } catch (CharacterCodingException invalid) {
      return Either.left(
          unreadable(
              file,
              "not UTF-8 at byte " + (rest.position() + 1),
              "save it in UTF-8, without a byte order mark"));
    }
  }

  private static DeployError tooLong(Path file) {
    JsonProblem problem =
        JsonProblem.of(
            "more than " + LONGEST_FILE + " bytes",
            "remove what does not belong to a configuration");
    return refused(file.toString(), malformed(file.toString(), problem));
  }

  private static DeployError unreadable(Path file, String reason, String remedy) {
    return unusable(file, ConfigRules.UNREADABLE.broken(file, reason, remedy));
  }

  private static DeployError unusable(Path file, Violation violation) {
    return DeployError.because(violation.code(), ErrorKind.USAGE, violation.message())
        .putFacts("path", file.toString())
        .addFindings(violation.at("", Optional.empty()))
        .addRemedies(Remedy.advice(violation.remedy()))
        .build();
  }

  private static Finding malformed(String origin, JsonProblem problem) {
    return ConfigRules.MALFORMED
        .broken(origin, problem.predicate(), problem.remedy())
        .at("", problem.position());
  }

  private static DeployError refused(String origin, Finding finding) {
    return new Decoded(List.of(finding), 1, Optional.empty()).refusal("path", origin);
  }

  @Override
  public String schema() {
    return JsonDocuments.write(ConfigSchema.document(providers));
  }

  @Override
  public Optional<String> template(String provider) {
    return ConfigTemplate.forProvider(providers, provider).map(JsonDocuments::write);
  }
}
