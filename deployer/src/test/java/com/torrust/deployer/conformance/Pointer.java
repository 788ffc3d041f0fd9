package com.torrust.deployer.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A place in a model, or a pattern of places: {@code *} is one segment or a part of one. */
record Pointer(List<String> segments) {

  Pointer {
    segments = List.copyOf(segments);
  }

  static Pointer parse(String text) {
    return new Pointer(
        Stream.of(text.split("/", -1))
            .skip(1)
            .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  Pointer then(String segment) {
    List<String> longer = new ArrayList<>(segments);
    longer.add(segment);
    return new Pointer(longer);
  }

  /** Whether this pattern means exactly that place. */
  boolean matches(Pointer place) {
    return segments.size() == place.segments.size() && isPrefixOf(place);
  }

  /** Whether this pattern means that place or one above it. */
  boolean isPrefixOf(Pointer place) {
    if (segments.size() > place.segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      if (!matches(segments.get(i), place.segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean matches(String pattern, String segment) {
    if (!pattern.contains("*")) {
      return pattern.equals(segment);
    }
    String expression =
        Stream.of(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return Pattern.compile(expression, Pattern.DOTALL).matcher(segment).matches();
  }

  boolean hasWildcard() {
    return segments.stream().anyMatch(segment -> segment.contains("*"));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    segments.forEach(
        segment -> text.append('/').append(segment.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }
}
