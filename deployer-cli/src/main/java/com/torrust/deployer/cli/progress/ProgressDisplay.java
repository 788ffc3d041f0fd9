package com.torrust.deployer.cli.progress;

import com.torrust.deployer.cli.output.Console;
import com.torrust.deployer.domain.event.DeployListener;

/** Shows the events of one operation; closed when the operation has ended. */
public interface ProgressDisplay extends DeployListener, AutoCloseable {

  /** How progress is shown. */
  enum Kind {
    /** Live on a terminal, plain elsewhere. */
    AUTO,
    /** A line for each event. */
    PLAIN,
    /** A JSON object for each event, one a line. */
    JSON
  }

  /** The display of that kind. */
  static ProgressDisplay of(Kind kind, Console console) {
    boolean live = kind == Kind.AUTO && console.terminal().movesCursor();
    if (kind == Kind.JSON) {
      return new JsonProgress(console);
    }
    return live ? new LiveProgress(console) : new PlainProgress(console);
  }

  /** Ends the display. */
  @Override
  default void close() {}
}
