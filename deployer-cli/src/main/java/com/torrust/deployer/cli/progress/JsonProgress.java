package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.domain.event.DeployEvent;
import com.torrust.deployer.json.EventDocument;

/** Every event as a JSON object on a line of its own, whatever the verbosity. */
final class JsonProgress implements ProgressDisplay {

  private final Console console;

  JsonProgress(Console console) {
    this.console = console;
  }

  @Override
  public void on(DeployEvent event) {
    console.error(EventDocument.of(event).line());
  }
}
