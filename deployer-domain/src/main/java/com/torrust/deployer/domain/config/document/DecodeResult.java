package com.torrust.deployer.domain.config.document;

import java.util.List;
import java.util.Optional;

/**
 * What could be understood of one value.
 *
 * @param value the value, if it is valid as a whole
 * @param members of an object its members, of an array those of its elements; there also when the
 *     whole is invalid, so that rules across sections can judge what is known
 */
record DecodeResult<T>(Optional<T> value, List<Members> members) {

  static <T> DecodeResult<T> valid(T value) {
    return new DecodeResult<>(Optional.of(value), List.of());
  }

  static <T> DecodeResult<T> invalid() {
    return new DecodeResult<>(Optional.empty(), List.of());
  }
}
