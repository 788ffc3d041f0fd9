package com.torrust.deployer.domain.preflight;

import java.util.List;
import java.util.Optional;

/**
 * What stands where the stack is put.
 *
 * @param kind what it is
 * @param target where it leads, when it is a link; empty otherwise
 * @param entries names of what is in it, at most 30
 * @param mark lines {@code name=value} of the owner's mark, at most 20; empty without one
 */
public record StackFolderFacts(Kind kind, String target, List<String> entries, List<String> mark) {

  /** What it is. */
  public enum Kind {
    /** Nothing is there. */
    ABSENT,
    /** A folder without anything in it. */
    EMPTY,
    /** A folder in which this program has put a release. */
    RELEASED,
    /** A folder with something else in it. */
    FOREIGN,
    /** No folder. */
    OBSTACLE
  }

  /** Copies the lists. */
  public StackFolderFacts {
    entries = List.copyOf(entries);
    mark = List.copyOf(mark);
  }

  /** Nothing is there. */
  public static StackFolderFacts absent() {
    return new StackFolderFacts(Kind.ABSENT, "", List.of(), List.of());
  }

  /** A value of the owner's mark. */
  public Optional<String> marked(String name) {
    return mark.stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }
}
