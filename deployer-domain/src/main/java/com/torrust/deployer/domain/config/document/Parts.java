package com.torrust.deployer.domain.config.document;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of one object as far as they were understood. */
final class Parts {

  private final Place place;
  private final Map<Field<?, ?>, Given<?>> members = new IdentityHashMap<>();

  Parts(Place place) {
    this.place = place;
  }

  /** Where the object stands. */
  Place place() {
    return place;
  }

  <F> void put(Field<?, F> field, Given<F> given) {
    members.put(field, given);
  }

  /** The valid value, the default included. */
  <F> Optional<F> find(Field<?, F> field) {
    return given(field).piece().value();
  }

  /** The value of a member without which the object cannot be assembled. */
  <F> F get(Field<?, F> field) {
    return find(field).orElseThrow();
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
  Place at(Field<?, ?> field) {
    return given(field).place();
  }

  /** What was understood of an object, or of the elements of an array. */
  List<Parts> within(Field<?, ?> field) {
    return given(field).piece().parts();
  }

  boolean isComplete() {
    return members.values().stream().allMatch(Given::isKnown);
  }

  /** Members of the other variants are absent here. */
  @SuppressWarnings("unchecked") // put() pairs a field with a value of its own type
  private <F> Given<F> given(Field<?, F> field) {
    Given<?> given = members.get(field);
    return given == null ? Given.absent(place.missing(field.name())) : (Given<F>) given;
  }

  /**
   * A member with what the document says about it.
   *
   * @param place where it stands, or would stand
   * @param isGiven whether the document holds a value
   * @param isKnown whether it is known what the member is
   */
  record Given<F>(Place place, boolean isGiven, boolean isKnown, Piece<F> piece) {

    static <F> Given<F> absent(Place place) {
      return new Given<>(place, false, true, Piece.invalid());
    }
  }
}
