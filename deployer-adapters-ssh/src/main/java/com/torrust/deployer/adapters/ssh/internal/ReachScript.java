package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.port.MachineAccess.Readiness;
import com.torrust.deployer.domain.spi.Stdin;
import java.time.Duration;
import java.util.Locale;

/**
 * The script of the first contact. It travels on standard input, because nothing of ours is on the
 * machine yet.
 */
public final class ReachScript {

  private static final String FILE = "reach.sh";

  private ReachScript() {}

  /** The command that reads the script. */
  public static RemoteCommand command(Readiness readiness, Duration cloudInit) {
    return RemoteCommand.asAccount(
        "/bin/sh",
        "-s",
        "--",
        readiness.name().toLowerCase(Locale.ROOT),
        String.valueOf(cloudInit.toSeconds()));
  }

  /** What it reads. */
  public static Stdin text() {
    return EmbeddedScript.text(FILE);
  }
}
