package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.spi.Stdin;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The script that looks at a machine, with a marker that tells its answers from everything else
 * that a login shell, its start-up files and other programs print.
 *
 * @param marker made for one run, so that nothing on the machine can know it beforehand
 */
public record LookScript(String marker) {

  /** How long the script may look. */
  public static final Duration LIMIT = Duration.ofSeconds(40);

  private static final String FILE = "look.sh";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** For one look. */
  public static LookScript create() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new LookScript("torrust-" + HexFormat.of().formatHex(bytes));
  }

  /** The command that reads the script; plain words, because any shell may read them first. */
  public String command() {
    return "/bin/sh -s -- "
        + ShellWord.line(List.of(marker, String.valueOf(LIMIT.toSeconds())));
  }

  /** What it reads. */
  public Stdin text() {
    return EmbeddedScript.text(FILE);
  }
}
