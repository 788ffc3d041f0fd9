package com.torrust.deployer.adapters.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few lines of shell that stand between us and a program that may outlive us. */
final class Wrapper {

  /**
   * Arguments: the run folder, then the command line, which no shell ever parses. The pid file is
   * made exclusively and before the program starts: whoever makes it first, this script or a later
   * command that gives the start up for lost, decides whether the program runs. Signals that hit
   * the script are survived, so that the exit code gets written; the program itself still gets them
   * in the default way.
   */
  private static final String SCRIPT =
      """
      umask 077
      trap : HUP INT TERM
      folder=$1
      shift
      set -C
      claim() {
        shift 19
        printf '%s %s\\n' "$$" "$1" >"$folder/pid"
      }
      if [ -r "/proc/$$/stat" ]; then
        read -r stat <"/proc/$$/stat"
        claim ${stat##*) }
      else
        printf '%s -\\n' "$$" >"$folder/pid"
      fi || exit 125
      "$@"
      code=$?
      printf '%s\\n' "$code" >"$folder/exit"
      """;

  /** For systems without {@code setsid}, such as macOS. */
  private static final String PERL_SETSID =
      "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 126";

  private Wrapper() {}

  /**
   * The command line that runs {@code program} in a session of its own; empty where no session can
   * be had.
   */
  static Optional<List<String>> around(
      Path folder, Path program, List<String> arguments, Signals signals) {
    return session()
        .map(
            session -> {
              List<String> line = new ArrayList<>(session);
              line.addAll(signals.restoringPrefix());
              line.addAll(List.of("/bin/sh", "-c", SCRIPT, "deployer-run", folder.toString()));
              line.add(program.toString());
              line.addAll(arguments);
              return line;
            });
  }

  private static Optional<List<String>> session() {
    return ProgramFinder.onSystem("setsid")
        .map(setsid -> List.of(setsid.toString()))
        .or(
            () ->
                ProgramFinder.onSystem("perl")
                    .map(perl -> List.of(perl.toString(), "-e", PERL_SETSID)));
  }
}
