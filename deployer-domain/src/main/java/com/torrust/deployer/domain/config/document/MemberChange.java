package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Component;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a change of one member means for an environment that has a machine. Said in the description
 * of the member; plans, schema and documentation read it there. Immutable.
 *
 * @param kind what has to be done for it
 * @param touched the services that do not stay as they are, of those that the stack has
 */
public record MemberChange(Kind kind, Set<Component> touched) {

  /** What has to be done. */
  public enum Kind {
    /** Nothing can be: it is the name of another environment. */
    ANOTHER_ENVIRONMENT("another environment"),
    /** It is given to a machine when that is made. */
    NEW_MACHINE("refused: needs a new machine"),
    /** It belongs to the data that is in service. */
    NEW_DATABASE("refused: belongs to the data"),
    /** The provider changes the machine in place, which is switched off for it. */
    MACHINE_RESTART(
        "provision with --allow-reboot: the machine is switched off and on, then configure,"
            + " release, run"),
    /** The machine is configured differently, before a release. */
    CONFIGURE("configure, release, run"),
    /** Files of the stack are different. */
    RELEASE("release, run"),
    /** Nothing but to prove the services again. */
    RUN("run");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** Copies the set. */
  public MemberChange {
    touched = Set.copyOf(touched);
  }

  static MemberChange anotherEnvironment() {
    return of(Kind.ANOTHER_ENVIRONMENT);
  }

  static MemberChange newMachine() {
    return of(Kind.NEW_MACHINE);
  }

  static MemberChange machineRestart() {
    return of(Kind.MACHINE_RESTART);
  }

  static MemberChange newDatabase() {
    return of(Kind.NEW_DATABASE);
  }

  static MemberChange configure(Component... touched) {
    return of(Kind.CONFIGURE, touched);
  }

  static MemberChange release(Component... touched) {
    return of(Kind.RELEASE, touched);
  }

  static MemberChange run() {
    return of(Kind.RUN);
  }

  private static MemberChange of(Kind kind, Component... touched) {
    return new MemberChange(kind, Set.of(touched));
  }

  /**
   * What the description of a member says.
   *
   * @param pointer where the member stands, as JSON pointer; indexes of lists are passed over
   * @return nothing for a section that has to be there, and for members that nobody describes
   */
  public static Optional<MemberChange> of(Providers providers, String pointer) {
    List<Field<?, ?>> fields = List.copyOf(providers.document().fields());
    Optional<MemberChange> change = Optional.empty();
    for (String name : pointer.substring(1).split("/")) {
      if (name.chars().allMatch(Character::isDigit)) {
        continue;
      }
      List<Field<?, ?>> named = fields.stream().filter(field -> field.name().equals(name)).toList();
      change = named.stream().map(Field::change).flatMap(Optional::stream).findFirst();
      fields =
          named.stream().<Field<?, ?>>flatMap(field -> field.codec().members().stream()).toList();
    }
    return change;
  }

  /** For people: {@code release, run; touches tracker}. */
  public String text() {
    return touched.isEmpty()
        ? kind.text
        : kind.text
            + "; touches "
            + touched.stream()
                .map(Component::service)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
  }

  /** The service names of what is touched. */
  public Set<String> services() {
    return Arrays.stream(Component.values())
        .filter(touched::contains)
        .map(Component::service)
        .collect(Collectors.toUnmodifiableSet());
  }
}
