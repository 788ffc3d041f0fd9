package com.torrust.deployer.cli.output;

import com.torrust.deployer.json.Commands;
import java.util.Optional;

/** Name and version of the program. */
public final class Version {

  /** The program's name, the reference's. */
  public static final String PROGRAM = Commands.PROGRAM;

  private static final String UNPACKAGED = "development";

  private Version() {}

  /** The version that stands in the jar. */
  public static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse(UNPACKAGED);
  }
}
