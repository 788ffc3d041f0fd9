package com.torrust.deployer.domain.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds what was probably meant by a name that does not exist: names that differ by a few slips of
 * the keyboard, then names that contain the given one or are contained in it.
 */
public final class NearestNames {

  private static final int MOST = 3;
  private static final int SHORTEST_PART = 4;
  private static final int LONGEST = 64;

  private NearestNames() {}

  /**
   * At most three of {@code known}, best first; empty when nothing is near. Case does not count.
   */
  public static List<String> of(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return List.of();
    }
    return known.stream()
        .map(name -> new Candidate(name, cost(fold(given), fold(name))))
        .filter(candidate -> candidate.cost < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(Candidate::cost).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static int cost(String given, String name) {
    int slips = slips(given, name);
    if (slips <= tolerated(Math.max(given.length(), name.length()))) {
      return slips;
    }
    String shorter = given.length() < name.length() ? given : name;
    String longer = given.length() < name.length() ? name : given;
    boolean isPart = shorter.length() >= SHORTEST_PART && longer.contains(shorter);
    return isPart ? LONGEST + longer.length() - shorter.length() : Integer.MAX_VALUE;
  }

  /** One slip in three characters, so that short names are not taken for each other. */
  private static int tolerated(int length) {
    return Math.min(3, length / 3);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one text to the
   * other.
   */
  private static int slips(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = last[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        int cheapest = Math.min(replaced, Math.min(last[column], current[column - 1]) + 1);
        if (isSwap(from, row, to, column)) {
          cheapest = Math.min(cheapest, beforeLast[column - 2] + 1);
        }
        current[column] = cheapest;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return last[to.length()];
  }

  private static boolean isSwap(String from, int row, String to, int column) {
    return row > 1
        && column > 1
        && from.charAt(row - 1) == to.charAt(column - 2)
        && from.charAt(row - 2) == to.charAt(column - 1);
  }

  private record Candidate(String name, int cost) {}
}
