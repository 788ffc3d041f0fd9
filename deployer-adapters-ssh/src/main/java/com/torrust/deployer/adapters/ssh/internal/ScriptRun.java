package com.torrust.deployer.adapters.ssh.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One run of somebody's script: what surrounds it, and its lines among all that arrive. The mark
 * tells where they begin, and stands among the words of the script's processes, by which they are
 * found again. Not thread-safe.
 */
public final class ScriptRun implements Predicate<String> {

  private static final String BEGIN = "printf '\\n%s\\n' \"$1\"\nshift\n";

  private final String mark = Marker.create();
  private final Consumer<String> lines;
  private boolean begun;
  private boolean empty;

  /** A run whose lines are heard. */
  public ScriptRun(Consumer<String> lines) {
    this.lines = lines;
  }

  /** What runs the script as root. */
  public RemoteCommand command(String script) {
    return RemoteCommand.asRoot(BEGIN + script, List.of(mark));
  }

  /** A script that ends the processes of this run; its status is 0 once none is left. */
  public String abort() {
    // The brackets keep the pattern from matching the words of this script itself.
    String pattern = "[" + mark.charAt(0) + "]" + mark.substring(1);
    return """
    marked() { pgrep -f '%s'; }
    for signal in TERM KILL; do
      for process in $(marked); do
        kill -s $signal -- -"$(ps -o pgid= -p "$process" | tr -d ' ')" 2>/dev/null || :
      done
      for attempt in 1 2 3 4 5 6 7 8 9 10; do
        marked >/dev/null || exit 0
        sleep 0.3
      done
    done
    exit 1
    """
        .formatted(pattern);
  }

  /** Whether the script itself began. */
  public boolean isBegun() {
    return begun;
  }

  /** Takes the lines of the script. An empty line before the end may be the frame's own. */
  @Override
  public boolean test(String line) {
    if (!begun) {
      begun = line.equals(mark);
      return begun;
    }
    if (empty) {
      lines.accept("");
    }
    empty = line.isEmpty();
    if (!empty) {
      lines.accept(line);
    }
    return true;
  }
}
