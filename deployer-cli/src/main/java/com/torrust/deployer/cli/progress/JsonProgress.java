package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.cli.output.JsonText;
import com.torrust.deployer.domain.event.DeployEvent;

/** Every event as a JSON object on a line of its own, whatever the verbosity. */
final class JsonProgress implements ProgressDisplay {

  private final Console console;

  JsonProgress(Console console) {
    this.console = console;
  }

  @Override
  public void on(DeployEvent event) {
    console.error(JsonText.line(EventDocument.of(event).members()));
  }
}
