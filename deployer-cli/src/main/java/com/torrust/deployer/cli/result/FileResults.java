package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Palette.Meaning;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Table;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.EnvironmentConfig;
import com.torrust.deployer.domain.error.DeployError;
import com.torrust.deployer.domain.error.ErrorKind;
import com.torrust.deployer.domain.error.Finding;
import com.torrust.deployer.domain.machine.HostAddress;
import com.torrust.deployer.domain.port.ParsedConfig;
import com.torrust.deployer.json.Commands;
import com.torrust.deployer.json.ErrorCatalogue.Entry;
import com.torrust.deployer.json.ExitCode;
import com.torrust.deployer.json.ShellWord;
import com.torrust.deployer.json.result.ResultDocuments;
import com.torrust.deployer.sdk.operation.RenderResult;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results of what reads and writes files only. */
public final class FileResults {

  private FileResults() {}

  /** {@code create template}: the file that was written, for a provider. */
  public static Result template(Path file, String provider) {
    return Result.of(
        ResultDocuments.template(file, provider),
        () ->
            Text.titled("Template written")
                .fact("File", file)
                .fact("Replace", "every value that begins with REPLACE_WITH_, and the secrets")
                .fact("Editor", "'create schema' gives the JSON schema for completion and checks"));
  }

  /** A file, or a folder with the files below it. */
  public static Result written(Path path, List<String> files) {
    return Result.of(
        ResultDocuments.written(path, files),
        () -> Text.titled("Written").fact("Path", path).facts("Files", files));
  }

  /** {@code render}: from what, in words, and for which machine. */
  public static Result rendered(RenderResult rendered, String source, HostAddress address) {
    return Result.of(
        ResultDocuments.rendered(rendered, source, address),
        () ->
            Text.titled(rendered.files().size() + " artifacts written")
                .fact("From", source)
                .fact("Address", address)
                .fact("Folder", rendered.folder())
                .facts("Files", rendered.files()));
  }

  /** {@code docs errors}. */
  public static Result errors(List<Entry> entries) {
    return Result.of(ResultDocuments.errors(entries), () -> text(entries));
  }

  private static Text text(List<Entry> entries) {
    if (entries.size() == 1) {
      Entry entry = entries.get(0);
      return Text.titled(entry.code())
          .fact("Meaning", entry.meaning())
          .fact("Remedy", entry.remedy())
          .fact("Exit code", exitCodes(entry));
    }
    Table table = Table.of("Code", "Exit", "Meaning");
    entries.forEach(entry -> table.row(entry.code(), exitCodes(entry), entry.meaning()));
    return Text.titled(entries.size() + " error codes").table(table);
  }

  private static String exitCodes(Entry entry) {
    return entry.exitCodes().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /**
   * {@code validate}: a negative report ends with exit code 5; a file that cannot be read at all
   * stays an error.
   */
  public static Either<DeployError, Result> validated(
      Path file, Either<DeployError, ParsedConfig> outcome) {
    if (outcome.isRight()) {
      ParsedConfig parsed = outcome.get();
      return Either.right(validated(file, Optional.of(parsed.config()), parsed.warnings()));
    }
    DeployError error = outcome.getLeft();
    return error.kind() == ErrorKind.CONFIGURATION && !error.findings().isEmpty()
        ? Either.right(validated(file, Optional.empty(), error.findings()))
        : Either.left(error);
  }

  private static Result validated(
      Path file, Optional<EnvironmentConfig> config, List<Finding> findings) {
    return new Result.Report(
        ResultDocuments.validated(file, config, findings),
        () -> text(file, config, findings),
        config.isPresent() ? ExitCode.SUCCESS : ExitCode.INVALID_CONFIGURATION);
  }

  private static Text text(Path file, Optional<EnvironmentConfig> config, List<Finding> findings) {
    Text text =
        Text.titled("The configuration is " + (config.isPresent() ? "valid" : "not valid"))
            .fact("File", file);
    config.ifPresent(
        valid ->
            text.fact("Environment", valid.name())
                .fact("Provider", valid.provider().displayName())
                .fact("Services", Parts.services(valid))
                .offered(
                    "Next",
                    Commands.of("create environment --env-file " + ShellWord.ofPath(file))));
    for (Finding finding : findings) {
      text.fact(word(finding.severity()), place(finding), meaning(finding.severity()))
          .fact("", finding.message() + " [" + finding.rule() + "]")
          .fact("", "fix: " + finding.remedy());
    }
    return text;
  }

  private static String word(Finding.Severity severity) {
    return switch (severity) {
      case ERROR -> "Error";
      case WARNING -> "Warning";
      case HINT -> "Hint";
    };
  }

  private static Meaning meaning(Finding.Severity severity) {
    return switch (severity) {
      case ERROR -> Meaning.BAD;
      case WARNING -> Meaning.DOUBTFUL;
      case HINT -> Meaning.MINOR;
    };
  }

  private static String place(Finding finding) {
    return (finding.pointer().isEmpty() ? "the whole document" : finding.pointer())
        + finding
            .position()
            .map(at -> String.format(Locale.ROOT, ", line %d, column %d", at.line(), at.column()))
            .orElse("");
  }
}
