package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.document.ConfigValue.ArrayValue;
import com.torrust.deployer.domain.config.document.ConfigValue.Member;
import com.torrust.deployer.domain.error.Finding.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where something stands in the document, or is missing, and the way to it. Its texts are made only
 * for a finding.
 */
final class Location {

  /** Before every member that is there, so that what is missing comes first. */
  private static final int MISSING = -1;

  private static final int LONGEST_NAME = 200;

  private final Optional<Location> parent;
  private final String token;
  private final int index;
  private final Optional<ConfigValue> value;
  private final Optional<Position> position;

  private Location(
      Optional<Location> parent,
      String token,
      int index,
      Optional<ConfigValue> value,
      Optional<Position> position) {
    this.parent = parent;
    this.token = token;
    this.index = index;
    this.value = value;
    this.position = position;
  }

  static Location root(ConfigValue document) {
    return new Location(Optional.empty(), "", 0, Optional.of(document), document.position());
  }

  Location member(Member member, int number) {
    return new Location(
        Optional.of(this),
        member.name(),
        number,
        Optional.of(member.value()),
        member.value().position());
  }

  /** The same location as {@link #member}, pointing at the name instead of the value. */
  Location name(Member member, int number) {
    return new Location(
        Optional.of(this), member.name(), number, Optional.empty(), member.position());
  }

  Location missing(String name) {
    return new Location(Optional.of(this), name, MISSING, Optional.empty(), position);
  }

  Location element(ConfigValue element, int number) {
    return new Location(
        Optional.of(this),
        Integer.toString(number),
        number,
        Optional.of(element),
        element.position());
  }

  boolean isRoot() {
    return parent.isEmpty();
  }

  ConfigValue value() {
    return value.orElseThrow();
  }

  /** Whether an array of {@code size} elements stands here. */
  boolean hasElements(int size) {
    return value
        .filter(found -> found instanceof ArrayValue array && array.elements().size() == size)
        .isPresent();
  }

  Optional<Position> position() {
    return position;
  }

  /** JSON pointer (RFC 6901). */
  String pointer() {
    return parent
        .map(above -> above.pointer() + "/" + shown().replace("~", "~0").replace("/", "~1"))
        .orElse("");
  }

  /** No member has such a long name; whoever wrote one finds it by its beginning. */
  private String shown() {
    return token.length() <= LONGEST_NAME
        ? token
        : token.substring(0, token.offsetByCodePoints(0, LONGEST_NAME / 2)) + "…";
  }

  /** The pointer, or words for the document as a whole. */
  String words() {
    return isRoot() ? "the document" : pointer();
  }

  /** Sorts locations as they follow each other in the document. */
  List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    for (Location location = this; location.parent.isPresent(); location = location.parent.get()) {
      order.add(location.index);
    }
    Collections.reverse(order);
    return order;
  }
}
