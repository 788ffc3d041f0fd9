package com.torrust.deployer.domain.config.document;

import java.util.List;
import java.util.Optional;

/**
 * What could be understood of one value.
 *
 * @param value the value, if it is valid as a whole
 * @param parts of an object its members, of an array those of its elements; there also when the
 *     whole is invalid, so that rules across sections can judge what is known
 */
record Piece<T>(Optional<T> value, List<Parts> parts) {

  static <T> Piece<T> valid(T value) {
    return new Piece<>(Optional.of(value), List.of());
  }

  static <T> Piece<T> invalid() {
    return new Piece<>(Optional.empty(), List.of());
  }
}
