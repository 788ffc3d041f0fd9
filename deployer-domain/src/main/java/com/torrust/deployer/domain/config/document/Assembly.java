package com.torrust.deployer.domain.config.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the members of an object become its value. A member is named once, where its value goes:
 * members that are decoded and members that are used cannot differ.
 *
 * @param fields the members, in the order of documents
 * @param maker the value, if every member that it needs is there
 */
record Assembly<T>(List<Field<T, ?>> fields, Function<Members, Optional<T>> maker) {

  Assembly {
    fields = List.copyOf(fields);
  }

  /** A member as something to make a value from. */
  record Argument<T, V>(Field<T, ?> field, Function<Members, Optional<V>> value) {

    Optional<V> from(Members members) {
      return value.apply(members);
    }
  }

  /**
   * Makes a value of three members. Not one of the functions of a library: those can be serialized,
   * and such a lambda is spun anew at each start because no class data archive takes it.
   */
  @FunctionalInterface
  interface Maker3<A, B, C, T> {
    T apply(A first, B second, C third);
  }

  /** The same for four members. */
  @FunctionalInterface
  interface Maker4<A, B, C, E, T> {
    T apply(A first, B second, C third, E fourth);
  }

  /** For members of whatever number that their owner reads by itself. */
  static <T> Assembly<T> of(List<Field<T, ?>> fields, Function<Members, Optional<T>> maker) {
    return new Assembly<>(fields, maker);
  }

  static <T, A> Assembly<T> of(Argument<T, A> first, Function<A, T> maker) {
    return new Assembly<>(List.of(first.field()), members -> first.from(members).map(maker));
  }

  static <T, A, B> Assembly<T> of(
      Argument<T, A> first, Argument<T, B> second, BiFunction<A, B, T> maker) {
    return new Assembly<>(
        List.of(first.field(), second.field()),
        members ->
            first.from(members).flatMap(a -> second.from(members).map(b -> maker.apply(a, b))));
  }

  static <T, A, B, C> Assembly<T> of(
      Argument<T, A> first, Argument<T, B> second, Argument<T, C> third, Maker3<A, B, C, T> maker) {
    return new Assembly<>(
        List.of(first.field(), second.field(), third.field()),
        members ->
            first
                .from(members)
                .flatMap(
                    a ->
                        second
                            .from(members)
                            .flatMap(b -> third.from(members).map(c -> maker.apply(a, b, c)))));
  }

  static <T, A, B, C, E> Assembly<T> of(
      Argument<T, A> first,
      Argument<T, B> second,
      Argument<T, C> third,
      Argument<T, E> fourth,
      Maker4<A, B, C, E, T> maker) {
    return new Assembly<>(
        List.of(first.field(), second.field(), third.field(), fourth.field()),
        members ->
            first
                .from(members)
                .flatMap(
                    a ->
                        second
                            .from(members)
                            .flatMap(
                                b ->
                                    third
                                        .from(members)
                                        .flatMap(
                                            c ->
                                                fourth
                                                    .from(members)
                                                    .map(e -> maker.apply(a, b, c, e))))));
  }

  Optional<T> of(Members members) {
    return maker.apply(members);
  }

  /** For values of more members, which have a builder. */
  static <T, B> Building<T, B> building(Supplier<B> builder) {
    return new Building<>(List.of(), members -> Optional.of(builder.get()));
  }

  /**
   * A builder that knows some of its members.
   *
   * @param fields those members
   * @param builder with their values, if all are there
   */
  record Building<T, B>(List<Field<T, ?>> fields, Function<Members, Optional<B>> builder) {

    /** The same with the next member, and what the builder does with its value. */
    <V> Building<T, B> with(Argument<T, V> argument, BiFunction<B, V, B> setter) {
      List<Field<T, ?>> all = new ArrayList<>(fields);
      if (!all.contains(argument.field())) {
        all.add(argument.field());
      }
      return new Building<>(
          all,
          members ->
              builder
                  .apply(members)
                  .flatMap(
                      known -> argument.from(members).map(value -> setter.apply(known, value))));
    }

    Assembly<T> into(Function<B, T> build) {
      return new Assembly<>(fields, members -> builder.apply(members).map(build));
    }
  }
}
