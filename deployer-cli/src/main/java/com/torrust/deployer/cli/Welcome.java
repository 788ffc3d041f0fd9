package com.torrust.deployer.cli;

import com.torrust.deployer.cli.output.Version;

/** What a newcomer sees who types the program's name alone. */
final class Welcome {

  String text() {
    String program = Version.PROGRAM;
    return String.join(
        System.lineSeparator(),
        program + ": " + CommandTree.PURPOSE,
        "",
        "  " + program + " create template --provider lxd demo.json   # then edit the placeholders",
        "  " + program + " deploy --env-file demo.json",
        "  " + program + " show demo",
        "",
        "Check this computer first with '"
            + program
            + " doctor'; everything else is in '"
            + program
            + " --help'.");
  }
}
