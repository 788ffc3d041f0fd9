package com.torrust.deployer.adapters.ansible.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a machine was found to be like, piece by piece: everything that a task of the playbook
 * brings about, as it is in force. Two conditions are compared, never judged. Immutable.
 *
 * @param pieces a digest for each piece by its name, such as {@code firewall}
 */
public record Condition(Map<String, String> pieces) {

  /** Copies the pieces. */
  public Condition {
    pieces = Map.copyOf(pieces);
  }

  /** The names of the pieces in which another condition differs, in alphabetical order. */
  public List<String> differences(Condition other) {
    TreeSet<String> names = new TreeSet<>(pieces.keySet());
    names.addAll(other.pieces.keySet());
    names.removeIf(name -> Objects.equals(pieces.get(name), other.pieces.get(name)));
    return List.copyOf(names);
  }

  /** The pieces in a fixed order, for a file. */
  Map<String, String> sorted() {
    return new TreeMap<>(pieces);
  }
}
