package com.torrust.deployer.domain.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RootPasswordTest {

  private static final String ALLOWED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!@#$%^&*()-_=+[]{}<>?";

  @Test
  void hasThirtyTwoAllowedCharactersOfEveryClass() {
    RandomGenerator random = new Random(11);
    for (int round = 0; round < 1000; round++) {
      String password = RootPassword.draw(random).expose();

      assertEquals(32, password.length());
      assertTrue(password.chars().allMatch(character -> ALLOWED.indexOf(character) >= 0), password);
      assertTrue(password.chars().anyMatch(Character::isLowerCase), password);
      assertTrue(password.chars().anyMatch(Character::isUpperCase), password);
      assertTrue(password.chars().anyMatch(Character::isDigit), password);
      assertTrue(
          password.chars().anyMatch(character -> !Character.isLetterOrDigit(character)), password);
    }
  }

  @Test
  void usesEveryCharacterAndPutsTheClassesAnywhere() {
    RandomGenerator random = new Random(11);
    Map<Character, Integer> counts = new HashMap<>();
    int digitsInFront = 0;
    for (int round = 0; round < 2000; round++) {
      String password = RootPassword.draw(random).expose();
      password.chars().forEach(character -> counts.merge((char) character, 1, Integer::sum));
      digitsInFront += Character.isDigit(password.charAt(0)) ? 1 : 0;
    }

    assertEquals(ALLOWED.length(), counts.size());
    assertTrue(digitsInFront > 100, "a digit is in front as often as elsewhere: " + digitsInFront);
  }
}
