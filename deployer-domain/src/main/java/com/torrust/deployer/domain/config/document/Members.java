package com.torrust.deployer.domain.config.document;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of one object as far as they could be decoded. */
final class Members {

  private final Location location;
  private final Map<Field<?, ?>, Given<?>> members = new IdentityHashMap<>();

  Members(Location location) {
    this.location = location;
  }

  /** Where the object stands. */
  Location location() {
    return location;
  }

  <F> void put(Field<?, F> field, Given<F> given) {
    members.put(field, given);
  }

  /** The valid value, the default included. */
  <F> Optional<F> find(Field<?, F> field) {
    return given(field).result().value();
  }

  /**
   * Whether the document holds a value for the member, valid or not; null counts as none where it
   * may stand for none.
   */
  boolean isGiven(Field<?, ?> field) {
    return given(field).isGiven();
  }

  /**
   * Whether it is known what the member is: it has a valid value, or it may be left out and was.
   */
  boolean isKnown(Field<?, ?> field) {
    return given(field).isKnown();
  }

  /** Where the member stands, or would stand. */
  Location at(Field<?, ?> field) {
    return given(field).location();
  }

  /** What was understood of an object, or of the elements of an array. */
  List<Members> within(Field<?, ?> field) {
    return given(field).result().members();
  }

  boolean isComplete() {
    return members.values().stream().allMatch(Given::isKnown);
  }

  /** Members of the other variants are absent here. */
  @SuppressWarnings("unchecked") // put() pairs a field with a value of its own type
  private <F> Given<F> given(Field<?, F> field) {
    Given<?> given = members.get(field);
    return given == null ? Given.absent(location.missing(field.name())) : (Given<F>) given;
  }

  /**
   * A member with what the document says about it.
   *
   * @param location where it stands, or would stand
   * @param isGiven whether the document holds a value
   * @param isKnown whether it is known what the member is
   */
  record Given<F>(Location location, boolean isGiven, boolean isKnown, DecodeResult<F> result) {

    static <F> Given<F> absent(Location location) {
      return new Given<>(location, false, true, DecodeResult.invalid());
    }
  }
}
