package com.torrust.deployer.domain.config.document;

import java.util.List;

/** Names in a sentence: the first of them, and how many more there are. */
final class Listing {

  private static final int MOST = 5;

  private Listing() {}

  static String of(List<String> names, String separator) {
    return names.size() <= MOST
        ? String.join(separator, names)
        : String.join(separator, names.subList(0, MOST))
            + separator
            + (names.size() - MOST)
            + " more";
  }
}
