package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.ErrorReport;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.Component;
import com.torrust.deployer.domain.environment.Created;
import com.torrust.deployer.domain.error.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of {@code create environment}.
 *
 * @param environment what was stored
 * @param warnings what is worth telling about its configuration
 * @param workingDirectory where it was stored, as given
 */
public record CreatedResult(Created environment, List<Finding> warnings, Path workingDirectory)
    implements Result {

  private Path data() {
    return workingDirectory.resolve("data").resolve(environment.name().value());
  }

  private Path build() {
    return workingDirectory.resolve("build").resolve(environment.name().value());
  }

  @Override
  public Text text() {
    return Text.titled("Environment created")
        .fact("Name", environment.name())
        .fact("Machine", environment.config().instanceName())
        .fact("Provider", environment.config().provider().displayName())
        .fact(
            "SSH",
            environment.config().sshCredentials().username()
                + ", port "
                + environment.config().sshCredentials().port())
        .fact(
            "Services",
            environment.config().components().stream()
                .map(Component::member)
                .collect(Collectors.joining(", ")))
        .fact("Data", data())
        .fact("Build", build())
        .next(next());
  }

  private List<String> next() {
    return Next.of(
        "deploy " + environment.name(),
        "register " + environment.name() + " --instance-ip ADDRESS");
  }

  @Override
  public Document document() {
    return Facts.document(environment)
        .put("data_dir", data().toString())
        .put("build_dir", build().toString())
        .putAll("warnings", warnings.stream().map(ErrorReport::finding).toList())
        .put("next_commands", next());
  }
}
