package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.config.EnvironmentName;
import java.util.List;
import java.util.Optional;

/**
 * The result of {@code status --logs}.
 *
 * @param environment whose logs they are
 * @param service the only service that was asked for, if it was not all of them
 * @param lines each after its service
 */
public record LogsResult(EnvironmentName environment, Optional<String> service, List<String> lines)
    implements Result {

  @Override
  public Text text() {
    return Text.titled(
        lines.isEmpty() ? "Nothing was logged" : String.join(System.lineSeparator(), lines));
  }

  @Override
  public Document document() {
    return Document.result()
        .put("environment_name", environment.value())
        .put("service", service)
        .put("lines", lines);
  }
}
