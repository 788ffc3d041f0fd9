package com.torrust.deployer.testkit.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Writes stub programs into one folder. Each takes any arguments and leaves its traces in that
 * folder: {@code NAME.pid} once it runs and can be signalled, {@code NAME.calls} with one line of
 * arguments for each call, {@code NAME.signals} with one line for each signal it took.
 */
public final class StubPrograms {

  private final Path folder;

  private StubPrograms(Path folder) {
    this.folder = folder;
  }

  /** Programs in an existing folder. */
  public static StubPrograms in(Path folder) {
    return new StubPrograms(folder);
  }

  /** The folder, for a {@code PATH}. */
  public Path folder() {
    return folder;
  }

  /** An environment in which these programs come first and the system's tools are there. */
  public Map<String, String> environment() {
    return Map.of("PATH", folder + ":/usr/bin:/bin");
  }

  /** Prints lines on standard output and ends well. */
  public Path printing(String name, String... lines) {
    return script(name, print(lines) + "exit 0\n");
  }

  /** Prints a line on standard error and fails. */
  public Path failing(String name, int exitCode, String message) {
    return script(name, "printf '%s\\n' " + quoted(message) + " >&2\nexit " + exitCode + "\n");
  }

  /** Prints very many lines on both outputs at once and ends well. */
  public Path noisy(String name, int lines) {
    return script(
        name,
        """
        count=0
        while [ "$count" -lt %d ]; do
          count=$((count + 1))
          echo "output line $count"
          echo "error line $count" >&2
        done
        exit 0
        """
            .formatted(lines));
  }

  /** Works until the first SIGTERM or SIGINT, then ends with 1. */
  public Path slow(String name) {
    return script(name, onSignal("exit 1\n") + READY + WORK);
  }

  /** Ends by SIGINT, as if somebody had pressed Ctrl-C on its terminal. */
  public Path interrupted(String name) {
    return script(name, READY + "kill -s INT $$\n" + WORK);
  }

  /** Works for ever and takes no notice of SIGTERM and SIGINT. */
  public Path deaf(String name) {
    return script(name, onSignal("") + READY + "while :; do\n" + WORK + "done\n");
  }

  /**
   * Holds the lock file {@code NAME.lock} while it works; on the first signal prints {@code lines}
   * many lines, removes the lock and ends with 1. Dies with its lock in place when nobody reads its
   * output any more.
   */
  public Path talkingWhileStopping(String name, int lines) {
    String farewell =
        """
        count=0
        while [ "$count" -lt %d ]; do
          count=$((count + 1))
          echo "closing $count"
        done
        /bin/rm "$own.lock"
        exit 1
        """
            .formatted(lines);
    return script(name, ": >\"$own.lock\"\n" + onSignal(farewell) + READY + WORK);
  }

  /** Starts a child that holds its outputs open and ends at once. */
  public Path leavingChild(String name) {
    return script(name, "/bin/sleep 600 &\necho $! >\"$own.child\"\necho done\nexit 0\n");
  }

  /**
   * Prints a line each time that the file {@code NAME.go} shows up, until that file says {@code
   * end}.
   */
  public Path stepwise(String name) {
    return script(
        name,
        READY
            + """
            while :; do
              until [ -s "$own.go" ]; do /bin/sleep 0.01; done
              read -r word <"$own.go"
              /bin/rm "$own.go"
              echo "step $word"
              [ "$word" != end ] || exit 0
            done
            """);
  }

  /** Any other program; {@code $own} is the path that traces of this program begin with. */
  public Path script(String name, String body) {
    Path file = folder.resolve(name);
    String text =
        """
        #!/bin/sh
        own=%s
        echo "$*" >>"$own.calls"
        %s\
        """
            .formatted(quoted(file.toString()), body);
    try {
      Path part = folder.resolve(name + ".part");
      Files.writeString(part, text);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
      Files.move(part, file);
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The arguments of each call of a program. */
  public List<String> calls(String name) {
    return lines(name + ".calls");
  }

  /** The signals that a program took, in order. */
  public List<String> signals(String name) {
    return lines(name + ".signals");
  }

  /** A trace of a program; nothing when it is not there. */
  public List<String> lines(String file) {
    Path trace = folder.resolve(file);
    try {
      return Files.exists(trace) ? Files.readAllLines(trace) : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final String READY =
      "echo $$ >\"$own.part-pid\"\n/bin/mv \"$own.part-pid\" \"$own.pid\"\n";

  /** A shell takes a signal only between commands, or in {@code wait}. */
  private static final String WORK =
      """
      /bin/sleep 600 >/dev/null 2>&1 &
      sleeper=$!
      wait "$sleeper"
      """;

  private static String onSignal(String then) {
    return """
    took() {
      echo "$1" >>"$own.signals"
      [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
      %s
    }
    sleeper=
    trap 'took TERM' TERM
    trap 'took INT' INT
    """
        .formatted(then.isEmpty() ? ":" : then);
  }

  private static String print(String... lines) {
    StringBuilder commands = new StringBuilder();
    for (String line : lines) {
      commands.append("printf '%s\\n' ").append(quoted(line)).append('\n');
    }
    return commands.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
