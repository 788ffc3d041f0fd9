package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.ExitCode;
import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.ShellWord;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.port.ParsedConfig;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report of {@code validate}; a negative one ends with exit code 5.
 *
 * @param file what was checked, as given
 * @param config the configuration, if it is valid
 * @param findings what was found
 */
public record ValidatedResult(Path file, Optional<EnvironmentConfig> config, List<Finding> findings)
    implements Result {

  /** The report for an outcome; a file that cannot be read at all stays an error. */
  public static Either<DeployError, Result> of(
      Path file, Either<DeployError, ParsedConfig> outcome) {
    if (outcome.isRight()) {
      ParsedConfig parsed = outcome.get();
      return Either.right(
          new ValidatedResult(file, Optional.of(parsed.config()), parsed.warnings()));
    }
    DeployError error = outcome.getLeft();
    return error.kind() == ErrorKind.CONFIGURATION && !error.findings().isEmpty()
        ? Either.right(new ValidatedResult(file, Optional.empty(), error.findings()))
        : Either.left(error);
  }

  @Override
  public Text text() {
    Text text =
        Text.titled("The configuration is " + (config.isPresent() ? "valid" : "not valid"))
            .fact("File", file);
    config.ifPresent(
        valid ->
            text.fact("Environment", valid.name())
                .fact("Provider", valid.provider().displayName())
                .fact(
                    "Services",
                    valid.components().stream()
                        .map(Component::member)
                        .collect(Collectors.joining(", ")))
                .next(Next.of("create environment --env-file " + ShellWord.ofPath(file))));
    for (Finding finding : findings) {
      boolean isError = finding.severity() == Finding.Severity.ERROR;
      text.fact(
              isError ? "Error" : "Warning",
              place(finding),
              isError ? Meaning.BAD : Meaning.DOUBTFUL)
          .fact("", finding.message() + " [" + finding.rule() + "]")
          .fact("", "fix: " + finding.remedy());
    }
    return text;
  }

  private static String place(Finding finding) {
    return (finding.pointer().isEmpty() ? "the whole document" : finding.pointer())
        + finding
            .position()
            .map(at -> String.format(Locale.ROOT, ", line %d, column %d", at.line(), at.column()))
            .orElse("");
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", config.map(valid -> valid.name().value()))
        .put("config_file", file.toString())
        .put("provider", config.map(valid -> valid.provider().id()))
        .put("provider_id", config.map(valid -> valid.provider().id()))
        .put("is_valid", config.isPresent())
        .put("has_prometheus", config.map(valid -> valid.prometheus().isPresent()))
        .put("has_grafana", config.map(valid -> valid.grafana().isPresent()))
        .put("has_https", config.map(valid -> valid.https().isPresent()))
        .put("has_backup", config.map(valid -> valid.backup().isPresent()))
        .putAll("findings", findings.stream().map(ErrorReport::finding).toList());
  }

  @Override
  public int exitCode() {
    return config.isPresent() ? ExitCode.SUCCESS : ExitCode.INVALID_CONFIGURATION;
  }
}
