package com.torrust.deployer.cli.result;

import com.torrust.deployer.cli.output.Document;
import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.output.Text;
import com.torrust.deployer.domain.environment.Environment;
import com.torrust.deployer.domain.environment.StateName;
import java.util.List;

/**
 * The result of {@code configure} and {@code release}.
 *
 * @param environment in the state that was reached
 */
public record PhaseResult(Environment environment) implements Result {

  private List<String> next() {
    return Next.of(
        (environment.stateName() == StateName.CONFIGURED ? "release " : "run ")
            + environment.name());
  }

  @Override
  public Text text() {
    return Facts.text(environment, "Environment " + environment.stateName().text())
        .fact("Release", environment.installedRelease())
        .next(next());
  }

  @Override
  public Document document() {
    return Facts.document(environment)
        .put("release_id", environment.installedRelease().map(Object::toString))
        .put("next_commands", next());
  }
}
