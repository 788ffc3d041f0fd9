package com.torrust.deployer.adapters.ssh.internal;

import com.torrust.deployer.domain.event.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Collects the answers of one look and nothing else. The machine may send what it likes: lines
 * without the marker, names that are not asked for and whatever exceeds the limits are left out,
 * and values keep only what can be printed on one line. Not thread-safe.
 */
public final class LookAnswers implements Predicate<String> {

  /**
   * One answer.
   *
   * @param values in their order; those that are missing count as empty
   */
  record Answer(List<String> values) {

    /** The value at a position from 0, or the empty text. */
    String text(int position) {
      return position < values.size() ? values.get(position) : "";
    }

    /** Whether the value is {@code yes}. */
    boolean yes(int position) {
      return text(position).equals("yes");
    }
  }

  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_VALUE = 300;
  private static final int MOST_VALUES = 12;

  /** Names that are known, with how many answers of each are kept. */
  private static final Map<String, Integer> KNOWN =
      Map.ofEntries(
          Map.entry("begin", 1),
          Map.entry("end", 1),
          Map.entry("whole", 1),
          Map.entry("account", 1),
          Map.entry("system", 1),
          Map.entry("memory", 1),
          Map.entry("folder", 20),
          Map.entry("stack", 1),
          Map.entry("entry", 30),
          Map.entry("mark", 20),
          Map.entry("docker", 1),
          Map.entry("daemon", 1),
          Map.entry("container", 100),
          Map.entry("networks", 1),
          Map.entry("docker_firewall", 1),
          Map.entry("listener", 200),
          Map.entry("firewall", 1),
          Map.entry("table", 50),
          Map.entry("sshd", 1),
          Map.entry("setting", 60),
          Map.entry("package", 60),
          Map.entry("masked", 20),
          Map.entry("network", 1),
          Map.entry("address", 50),
          Map.entry("reachable", 100));

  private final String prefix;
  private final Redactor redactor;
  private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

  /**
   * Collects lines that begin with the marker.
   *
   * @param redactor takes out what a machine may know of our secrets: facts are shown and stored
   */
  public LookAnswers(String marker, Redactor redactor) {
    this.prefix = marker + " ";
    this.redactor = redactor;
  }

  @Override
  public boolean test(String line) {
    if (!line.startsWith(prefix)) {
      return false;
    }
    String[] parts =
        line.substring(prefix.length(), Math.min(line.length(), LONGEST_LINE)).split("\t", -1);
    int most = KNOWN.getOrDefault(parts[0], 0);
    List<Answer> kept = answers.computeIfAbsent(parts[0], name -> new ArrayList<>());
    if (kept.size() < most) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i < parts.length && values.size() < MOST_VALUES; i++) {
        values.add(clean(parts[i]));
      }
      kept.add(new Answer(List.copyOf(values)));
    }
    if (most == 0) {
      answers.remove(parts[0]);
    }
    return true;
  }

  /** Whether our program was started over there at all. */
  public boolean isBegun() {
    return answers.containsKey("begin");
  }

  /** Whether it looked at everything. */
  public boolean isWhole() {
    return answers.containsKey("whole");
  }

  /** The status with which the look ended, if it said so. */
  public Optional<String> end() {
    return one("end").map(answer -> answer.text(0));
  }

  Optional<Answer> one(String name) {
    return all(name).stream().findFirst();
  }

  List<Answer> all(String name) {
    return List.copyOf(answers.getOrDefault(name, List.of()));
  }

  private String clean(String text) {
    StringBuilder shown = new StringBuilder();
    redactor
        .redact(text)
        .codePoints()
        .filter(LookAnswers::isPrintable)
        .limit(LONGEST_VALUE)
        .forEach(shown::appendCodePoint);
    // Where something was taken out of the text, its halves may make a secret.
    return redactor.line(shown.toString().strip());
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
