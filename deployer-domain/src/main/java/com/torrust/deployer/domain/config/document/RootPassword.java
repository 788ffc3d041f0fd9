package com.torrust.deployer.domain.config.document;

import com.torrust.deployer.domain.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The password of the database's superuser when the configuration names none. */
final class RootPassword {

  private static final int LENGTH = 32;

  private static final List<String> CLASSES =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
          "0123456789",
          "!@#$%^&*()-_=+[]{}<>?");

  private RootPassword() {}

  /** 32 characters of four classes, at least one of each, in shuffled order. */
  static Secret draw(RandomGenerator random) {
    List<Character> characters = new ArrayList<>();
    CLASSES.forEach(some -> characters.add(pick(some, random)));
    String all = String.join("", CLASSES);
    while (characters.size() < LENGTH) {
      characters.add(pick(all, random));
    }
    for (int last = characters.size() - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      Character moved = characters.set(last, characters.get(other));
      characters.set(other, moved);
    }
    return Secret.of(characters.stream().map(String::valueOf).collect(Collectors.joining()));
  }

  private static char pick(String characters, RandomGenerator random) {
    return characters.charAt(random.nextInt(characters.length()));
  }
}
