package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.spi.Stdin;
import java.time.Duration;

/**
 * The script that looks at a machine, with a marker that tells its answers from everything else
 * that a login shell, its start-up files and other programs print.
 *
 * @param marker made for one run, so that nothing on the machine can know it beforehand
 */
public record LookScript(String marker) {

  /**
   * How long the script may look: it takes a second or two, but a first boot may install packages
   * beside it on a machine with little to spare.
   */
  public static final Duration LIMIT = Duration.ofMinutes(3);

  private static final String FILE = "look.sh";

  /** For one look. */
  public static LookScript create() {
    return new LookScript(Marker.create());
  }

  /** The command that reads the script. */
  public RemoteCommand command() {
    return RemoteCommand.asAccount(
        "/bin/sh", "-s", "--", marker, String.valueOf(LIMIT.toSeconds()));
  }

  /** What it reads. */
  public Stdin text() {
    return EmbeddedScript.text(FILE);
  }
}
